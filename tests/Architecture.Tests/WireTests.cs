using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Actors.Architecture.Tests;

public sealed class WireTests
{
    private static readonly string[] _homes = ["src/", "Grains/"];
    private static readonly string[] _marks = ["GenerateSerializer", "Alias", "GrainType", "PersistentState"];
    private static readonly Wire _bad = new(typeof(BadContracts).GetNestedTypes());

    [Fact]
    public void What_travels_can_be_renamed() =>
        Rule.Kept(WireRules.MissingAliases(Wire.Built), "Without an alias the C# name is the wire's name:");

    [Fact]
    public void An_alias_means_one_thing() =>
        Rule.Kept(WireRules.SharedAliases(Wire.Built), "Aliases of interfaces and messages share one space of names:");

    [Fact]
    public void A_member_that_is_kept_has_an_id() =>
        Rule.Kept(
            WireRules.MissingIds(Wire.Built),
            "[Id] on the member, [property: Id] on a record's parameter; what is computed has no field of its own:");

    [Fact]
    public void An_id_means_one_member() =>
        Rule.Kept(WireRules.SharedIds(Wire.Built), "Each member of a message has an id of its own:");

    [Fact]
    public void What_travels_knows_how() =>
        Rule.Kept(
            WireRules.Unsendable(Wire.Built),
            "These compile, and fail when the first is sent; [GenerateSerializer], or a converter:");

    [Fact]
    public void A_grain_is_asked_in_one_manner() =>
        Rule.Kept(WireRules.OddMethods(Wire.Built), "A grain method is a verb that answers and can be cancelled:");

    [Fact]
    public void A_message_is_never_changed() =>
        Rule.Kept(WireRules.Mutable(Wire.Built), "[Immutable] messages are not copied on their way, so: init only.");

    [Fact]
    public void What_travels_is_defined_where_these_rules_look() =>
        Rule.KeptByEveryFile(Hidden, "Messages and grains live in src/ and Grains/, where the contract is held:");

    [Theory]
    [InlineData("Silo/A.cs", "[GenerateSerializer] class A;", 1)]
    [InlineData("Clients/Gateway/A.cs", "[Orleans.Alias(\"a\")] interface A;", 1)]
    [InlineData("Silo/A.cs", "class A([PersistentState(\"a\")] object state);", 1)]
    [InlineData("Grains/Contracts/A.cs", "[GenerateSerializer] class A;", 0)]
    [InlineData("src/A.cs", "[GenerateSerializer] class A;", 0)]
    public void Hidden_messages_are_caught(string file, string text, int offences) =>
        Assert.Equal(offences, Hidden(new(file, text)).Count());

    [Fact]
    public void Missing_aliases_are_caught() =>
        Assert.Equal(
            [
                $"{typeof(BadContracts.IBad)} has no [Alias]",
                $"{typeof(BadContracts.Bare)} has no [Alias]",
                $"{typeof(BadContracts.IBad)}.GetAsync has no [Alias]",
                $"the [Alias] of {typeof(BadContracts.Wrapped<>)} does not end with `1",
            ],
            WireRules.MissingAliases(_bad));

    [Fact]
    public void Shared_aliases_are_caught() =>
        Assert.Equal(
            [
                $"\"same\" is shared by {typeof(BadContracts.ITwin)}, {typeof(BadContracts.Twin)}",
                $"\"put\" is shared by {typeof(BadContracts.ITwin)}.Put, {typeof(BadContracts.ITwin)}.PutAgain",
            ],
            WireRules.SharedAliases(_bad));

    [Fact]
    public void Missing_ids_are_caught() =>
        Assert.Equal(
            [
                $"{typeof(BadContracts.Bare)}.Parameter has no [Id]",
                $"{typeof(BadContracts.Bare)}.Property has no [Id]",
                $"{typeof(BadContracts.Bare)}.Field has no [Id]",
            ],
            WireRules.MissingIds(_bad));

    [Fact]
    public void Shared_ids_are_caught() =>
        Assert.Equal(
            [$"\"7\" is shared by {typeof(BadContracts.Twin)}.One, {typeof(BadContracts.Twin)}.Two"],
            WireRules.SharedIds(_bad));

    [Fact]
    public void Unsendable_types_are_caught_wherever_they_hide() =>
        Assert.Equal(
            new[]
            {
                typeof(BadContracts.InArgument), typeof(BadContracts.InAnswer), typeof(BadContracts.InMember),
                typeof(BadContracts.InState), typeof(BadContracts.DerivedKind),
            }.Select(type => $"{type} has no [GenerateSerializer] and no converter").Order(StringComparer.Ordinal),
            WireRules.Unsendable(_bad).Order(StringComparer.Ordinal));

    [Fact]
    public void Odd_methods_are_caught() =>
        Assert.Equal(
            [
                $"{typeof(BadContracts.IBad)}.GetAsync ends with Async",
                $"{typeof(BadContracts.IBad)}.GetAsync does not take a CancellationToken last",
                $"{typeof(BadContracts.IBad)}.Fire answers neither a task nor a stream",
            ],
            WireRules.OddMethods(_bad));

    [Fact]
    public void Mutable_messages_are_caught() =>
        Assert.Equal(
            [$"{typeof(BadContracts.BadState)}.Count can be set", $"{typeof(BadContracts.Bare)}.Field can be set"],
            WireRules.Mutable(_bad));

    private static IEnumerable<string> Hidden(SourceFile file) =>
        file.IsTest || _homes.Any(home => file.Path.StartsWith(home, StringComparison.Ordinal))
            ? []
            : from attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>()
              where _marks.Contains(attribute.Name.ToString().Split('.')[^1])
              select $"{file.Place(attribute)} [{attribute}]";
}
