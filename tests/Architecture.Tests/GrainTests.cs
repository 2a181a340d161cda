namespace Actors.Architecture.Tests;

public sealed class GrainTests
{
    [Fact]
    public void The_grains_and_their_contracts_are_looked_at()
    {
        Assert.NotEmpty(Wire.Built.Interfaces);
        Assert.NotEmpty(Wire.Built.Messages);
        Assert.NotEmpty(Wire.Built.Surrogates);
    }

    [Fact]
    public void A_grain_class_can_be_renamed() =>
        Rule.Kept(GrainRules.MissingTypes(Wire.Built), "Without [GrainType] the name of the class names its grains:");

    [Fact]
    public void A_grain_type_means_one_class() =>
        Rule.Kept(GrainRules.SharedTypes(Wire.Built), "Two classes would answer for the same grains:");

    [Fact]
    public void A_state_name_means_one_state() =>
        Rule.Kept(
            GrainRules.SharedStates(Wire.Built),
            "Storage's key is state name + grain key, so these grains overwrite each other's rows:");

    [Fact]
    public void No_grain_inherits_its_state() =>
        Rule.Kept(
            GrainRules.InheritedStates(Wire.Built),
            "Every Grain<TState> keeps its row under the name \"state\"; take an IPersistentState<T> instead:");

    [Fact]
    public void A_state_is_taken_as_the_port_it_is() =>
        Rule.Kept(GrainRules.OddStates(Wire.Built), "[PersistentState] belongs on an IPersistentState<T>:");

    [Fact]
    public void A_state_is_replaced_and_never_changed() =>
        Rule.Kept(GrainRules.ChangeableStates(Wire.Built), "A state is an immutable record of immutable collections:");

    [Fact]
    public void Bad_grains_are_caught()
    {
        var wire = new Wire(typeof(BadContracts).GetNestedTypes());

        Assert.Equal([$"{typeof(BadContracts.Nameless)} has no [GrainType]"], GrainRules.MissingTypes(wire));
        Assert.Equal(["\"twin\""], GrainRules.SharedTypes(wire).Select(FirstWord));
        Assert.Equal(["\"bad\""], GrainRules.SharedStates(wire).Select(FirstWord));
        Assert.Equal([$"{typeof(BadContracts.Heir)} is a Grain<TState>"], GrainRules.InheritedStates(wire));
        Assert.Single(GrainRules.OddStates(wire), offence => offence.Contains("\"odd\"", StringComparison.Ordinal));
        Assert.Equal(
            new[] { typeof(BadContracts.BadState), typeof(List<string>), typeof(int[]) }
                .Select(part => $"{typeof(BadContracts.Twins)} keeps in \"bad\" a {part}, which can change")
                .Order(StringComparer.Ordinal),
            GrainRules.ChangeableStates(wire)
                .Where(offence => offence.StartsWith($"{typeof(BadContracts.Twins)} ", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal));
    }

    private static string FirstWord(string offence) => offence.Split(' ')[0];
}
