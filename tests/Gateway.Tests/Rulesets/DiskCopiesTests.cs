using Actors.Configuration;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Gateway.Tests.Rulesets;

public sealed class DiskCopiesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void What_is_saved_is_loaded()
    {
        var saved = Copy(42);
        Fresh().Save(saved);

        var loaded = Assert.Single(Fresh().Load());

        Assert.Equal(saved.Environment, loaded.Environment);
        Assert.Equal(saved.ConfirmedAt, loaded.ConfirmedAt);
        Assert.Equal(42, loaded.Document.Version);
        Assert.Equal(saved.Document.ContentHash, loaded.Document.ContentHash);
        Assert.Equal(saved.Document.PublishedAt, loaded.Document.PublishedAt);
        Assert.Equal(saved.Document.Features, loaded.Document.Features);
        Assert.Equal(
            saved.Document.Keys.Values.Select(key => (key.Id, key.Hash, key.Kind, string.Join(' ', key.Origins))),
            loaded.Document.Keys.Values.Select(key => (key.Id, key.Hash, key.Kind, string.Join(' ', key.Origins))));
    }

    [Fact]
    public void Saved_groups_permissions_and_encryption_keys_are_loaded_again()
    {
        var key = Samples.ClientKey with { EncryptionKey = "AAAAAAAAAAAAAAAAAAAAAA==" };
        var document = Copy(42).Document with
        {
            SavedGroups = RulesetDocument.Empty.SavedGroups.Add("beta", new("beta", 3, """["a",1]""")),
            ClientKeysMayFetchRules = true,
            ContextualBandits = RulesetDocument.Empty.ContextualBandits.Add("b", new("b", "{}")),
            Keys = RulesetDocument.Empty.Keys.Add(key.Id, key),
        };
        Fresh().Save(Copy(42) with { Document = document with { ContentHash = Publishing.Hash(document) } });

        var loaded = Assert.Single(Fresh().Load()).Document;

        Assert.True(ContentCheck.Matches(loaded));
        Assert.Equal(document.SavedGroups, loaded.SavedGroups);
        Assert.Equal(key.EncryptionKey, loaded.Keys[key.Id].EncryptionKey);
    }

    [Fact]
    public void Nobody_else_may_read_a_copy()
    {
        Fresh().Save(Copy(1));

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(NewestFile()));
    }

    /// <summary>As a gateway of the release before wrote it.</summary>
    [Fact]
    public void A_copy_without_later_parts_is_loaded()
    {
        var (_, body) = DiskCopyFormat.Write(Copy(7));
        var earlier = System.Text.Json.Nodes.JsonNode.Parse(body)!.AsObject();
        foreach (var member in new[] { "savedGroups", "clientKeysMayFetchRules", "contextualBandits" })
            Assert.True(earlier.Remove(member));
        foreach (var key in earlier["keys"]!.AsArray())
            Assert.True(key!.AsObject().Remove("encryptionKey"));
        var bytes = System.Text.Encoding.UTF8.GetBytes(earlier.ToJsonString());
        var checksum = Samples.Hash(earlier.ToJsonString());
        byte[] file =
        [
            .. System.Text.Encoding.ASCII.GetBytes($"actors-ruleset 1 {7:D20} 2026-11-23T12:00:00Z {checksum}\n"),
            .. bytes,
        ];

        Assert.Empty(DiskCopyFormat.Read(file).Document.SavedGroups);
    }

    [Fact]
    public void Without_a_directory_there_is_nothing_to_load() =>
        Assert.Empty(At(Path.Combine(_directory.Path, "none")).Load());

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(123)]
    [InlineData(124)]
    [InlineData(500)]
    public void A_torn_file_is_skipped_and_the_one_before_it_is_used(int length)
    {
        var copies = Fresh();
        copies.Save(Copy(1));
        copies.Save(Copy(2));
        using (var file = File.OpenWrite(NewestFile()))
        {
            file.SetLength(length);
        }

        Assert.Equal(1, Assert.Single(Fresh().Load()).Document.Version);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(200)]
    public void An_altered_byte_is_noticed(int position)
    {
        Fresh().Save(Copy(1));
        var bytes = File.ReadAllBytes(NewestFile());
        bytes[position] ^= 1;
        File.WriteAllBytes(NewestFile(), bytes);

        Assert.Empty(Fresh().Load());
    }

    [Fact]
    public void A_bad_file_does_not_push_the_good_one_before_it_out()
    {
        var copies = Fresh();
        copies.Save(Copy(1));
        copies.Save(Copy(2));
        File.WriteAllText(NewestFile(), "garbage");

        var restarted = Fresh();
        restarted.Load();
        restarted.Save(Copy(3));
        File.WriteAllText(NewestFile(), "garbage again");

        Assert.Equal(1, Assert.Single(Fresh().Load()).Document.Version);
    }

    [Fact]
    public void A_crash_between_the_two_renames_loses_nothing()
    {
        var copies = Fresh();
        copies.Save(Copy(1));
        File.Move(NewestFile(), NewestFile() + ".previous");
        File.WriteAllText(NewestFile() + ".writing", "half a fi");

        Assert.Equal(1, Assert.Single(Fresh().Load()).Document.Version);
    }

    [Fact]
    public void A_confirmation_is_written_over_in_place()
    {
        var copies = Fresh();
        copies.Save(Copy(1));
        copies.Confirm(Samples.Production, Samples.Now.AddDays(1));

        Assert.Equal(Samples.Now.AddDays(1), Assert.Single(Fresh().Load()).ConfirmedAt);
    }

    [Fact]
    public void A_deleted_environment_is_gone_with_all_its_files()
    {
        var copies = Fresh();
        copies.Save(Copy(1));
        copies.Save(Copy(2));
        copies.Delete(Samples.Production);

        Assert.Empty(Directory.EnumerateFiles(_directory.Path));
    }

    [Fact]
    public void The_longest_names_still_make_different_files()
    {
        var copies = Fresh();
        var first = new EnvironmentId(new string('a', 128), new string('b', 128));
        var second = new EnvironmentId(new string('a', 128), new string('b', 127) + "c");
        copies.Save(Copy(1) with { Environment = first });
        copies.Save(Copy(2) with { Environment = second });

        Assert.Equal([first, second], Fresh().Load().Select(copy => copy.Environment).Order(
            Comparer<EnvironmentId>.Create((left, right) => string.CompareOrdinal(left.ToString(), right.ToString()))));
    }

    public void Dispose() => _directory.Dispose();

    private static DiskCopy Copy(long version) =>
        new(Samples.Production, Samples.Document(version, Samples.Features), Samples.Now);

    private string NewestFile() => Fresh().FileOf(Samples.Production);

    private DiskCopies Fresh() => At(_directory.Path);

    private static DiskCopies At(string path) => new(
        Samples.Settings(settings => settings.DiskCopyDirectory = path), Samples.Metrics(),
            NullLogger<DiskCopies>.Instance);
}
