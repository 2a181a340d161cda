using System.Text;
using System.Text.Json;

namespace Actors.Sdk.Tests;

public sealed class SubjectContextTests
{
    [Fact]
    public void Every_kind_of_attribute_is_written_as_its_JSON()
    {
        var context = SubjectContext.Of("ada").With("age", 36.5).With("staff", true).With("tags", ["a", "b"])
            .With("raw", JsonElement.Parse("""{"deep":[1]}""")).With("gone", "x").With("gone", null as string);

        var read = JsonElement.Parse(context.Json);
        Assert.Equal(
            ["age", "id", "raw", "staff", "tags"], read.EnumerateObject().Select(one => one.Name).Order());
        Assert.Equal("ada", read.GetProperty("id").GetString());
        Assert.Equal(36.5, read.GetProperty("age").GetDouble());
        Assert.Equal("""["a","b"]""", read.GetProperty("tags").GetRawText());
        Assert.Equal("""{"deep":[1]}""", read.GetProperty("raw").GetRawText());
    }

    [Fact]
    public void A_context_is_never_changed()
    {
        var ada = SubjectContext.Of("ada");
        var before = Encoding.UTF8.GetString(ada.Json);
        _ = ada.With("country", "CH");

        Assert.Equal(before, Encoding.UTF8.GetString(ada.Json));
        Assert.Equal("{}", Encoding.UTF8.GetString(SubjectContext.Anonymous.Json));
    }

    [Fact]
    public void Half_a_character_of_a_stranger_is_no_reason_to_fail() =>
        Assert.Equal("\ufffd!", JsonElement.Parse(SubjectContext.Of("\ud800!").Json).GetProperty("id").GetString());

    [Fact]
    public void An_infinite_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => SubjectContext.Anonymous.With("age", double.PositiveInfinity));
}
