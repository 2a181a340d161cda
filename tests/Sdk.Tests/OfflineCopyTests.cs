using System.Text;

namespace Actors.Sdk.Tests;

public sealed class OfflineCopyTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Theory]
    [InlineData("W/\"7-a\"")]
    [InlineData(null)]
    public void What_is_saved_is_loaded(string? tag)
    {
        Copy().Save("first"u8, "other");
        Copy().Save("a payload\nof two lines"u8, tag);

        var (payload, loadedTag) = Copy().Load()!.Value;

        Assert.Equal(("a payload\nof two lines", tag), (Encoding.UTF8.GetString(payload), loadedTag));
    }

    [Fact]
    public void Another_keys_copy_is_not_taken()
    {
        Copy().Save("payload"u8, null);

        Assert.Null(Copy(key: "other").Load());
        Assert.Null(Copy(gateway: "http://other/").Load());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(80)]
    public void A_torn_file_is_noticed(int length)
    {
        Copy().Save("a payload"u8, "tag");
        using (var file = File.OpenWrite(TheFile()))
            file.SetLength(length);

        Assert.Throws<InvalidDataException>(() => Copy().Load());
    }

    [Fact]
    public void Every_altered_byte_is_noticed()
    {
        Copy().Save("a payload"u8, "tag");
        var good = File.ReadAllBytes(TheFile());
        for (var position = 0; position < good.Length; position++)
        {
            var bad = (byte[])good.Clone();
            bad[position] ^= 1;
            File.WriteAllBytes(TheFile(), bad);
            Assert.Throws<InvalidDataException>(() => Copy().Load());
        }
    }

    [Fact]
    public void A_write_that_was_cut_off_leaves_the_copy_before()
    {
        Copy().Save("before"u8, null);
        File.WriteAllText(TheFile() + ".1.writing", "half a f");

        Assert.Equal("before", Encoding.UTF8.GetString(Copy().Load()!.Value.Payload));
    }

    [Fact]
    public void Nobody_else_may_read_it_and_its_name_tells_no_key()
    {
        Copy().Save("payload"u8, null);

        Assert.DoesNotContain("secret", TheFile(), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(TheFile()));
    }

    public void Dispose() => _directory.Dispose();

    private OfflineCopy Copy(string key = "secret", string gateway = "http://gateway/") =>
        new(_directory.Path, new Uri(gateway), key);

    private string TheFile() => Directory.GetFiles(_directory.Path, "*.payload").Single();
}
