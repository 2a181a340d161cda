namespace Actors.Architecture.Tests;

public sealed class ContractTests
{
    private const string Snapshot = "tests/Architecture.Tests/Contracts.snapshot.txt";

    [Fact]
    public void The_contract_is_the_one_that_was_reviewed()
    {
        var built = ContractText.Of(Wire.Built);
        if (Environment.GetEnvironmentVariable("ACTORS_ACCEPT_CONTRACTS") == "1")
        {
            File.WriteAllText(Repository.Absolute(Snapshot), built);
        }

        var reviewed = Repository.Read(Snapshot);
        if (reviewed != built)
        {
            var difference = ContractDifference.Between(reviewed, built).ToString();
            Assert.Fail(difference.Length > 0 ? difference : $"{Snapshot} says the same in another order or spacing.");
        }
    }

    [Fact]
    public void A_contract_reads_like_this() =>
        Assert.Equal(
            """
            interface "shop-grain" Actors.Architecture.Tests.GoodContracts+IShop : IGrainWithStringKey
              "price" Price(GoodContracts.Order order, CancellationToken cancellation) -> Task<double?>
              "watch" Watch(long after, CancellationToken cancellation) -> IAsyncEnumerable<GoodContracts.Order>

            message "label" Actors.Architecture.Tests.GoodContracts+LabelWire : struct
              stands for Actors.Architecture.Tests.GoodContracts+Label
              0 Text: string

            message "order" Actors.Architecture.Tests.GoodContracts+Order : class
              1 Item: string, parameter 0
              0 Size: GoodContracts.Size, parameter 1
              3 Labels: ImmutableArray<GoodContracts.Label>
              4 Count: int?

            enum Actors.Architecture.Tests.GoodContracts+Size : int
              0 Small
              10 Large

            grain "shop" Actors.Architecture.Tests.GoodContracts+Shop
              state "shop" IPersistentState<GoodContracts.Order>

            """,
            ContractText.Of(new Wire(typeof(GoodContracts).GetNestedTypes())));

    [Fact]
    public void A_good_contract_breaks_no_rule()
    {
        var wire = new Wire(typeof(GoodContracts).GetNestedTypes());
        Func<Wire, IEnumerable<string>>[] rules =
        [
            WireRules.MissingAliases, WireRules.SharedAliases, WireRules.MissingIds, WireRules.SharedIds,
            WireRules.Unsendable, WireRules.OddMethods, WireRules.Mutable,
            GrainRules.MissingTypes, GrainRules.SharedTypes, GrainRules.SharedStates, GrainRules.InheritedStates,
            GrainRules.OddStates, GrainRules.ChangeableStates,
        ];

        Assert.Empty(rules.SelectMany(rule => rule(wire)));
    }

    [Theory]
    [InlineData("  1 Item: string", "  2 Item: string")]
    [InlineData("  1 Item: string", "  1 Item: int")]
    [InlineData("  1 Item: string\n", "")]
    [InlineData("message \"order\"", "message \"orders\"")]
    public void A_break_of_the_wire_is_called_one(string before, string after)
    {
        const string Contract = "message \"order\" Order : class\n  1 Item: string\n";

        var difference = ContractDifference.Between(Contract, Contract.Replace(before, after));

        Assert.NotEmpty(difference.Gone);
        Assert.Contains("BREAK THE WIRE", difference.ToString());
        Assert.Contains("ACTORS_ACCEPT_CONTRACTS=1", difference.ToString());
    }

    [Fact]
    public void A_contract_may_grow()
    {
        const string Contract = "message \"order\" Order : class\n  1 Item: string\n";

        var difference = ContractDifference.Between(Contract, Contract + "  2 Count: int\n");

        Assert.Equal(["message \"order\" | 2 Count: int"], difference.New);
        Assert.Empty(difference.Gone);
        Assert.Contains("has grown", difference.ToString());
        Assert.Contains("ACTORS_ACCEPT_CONTRACTS=1", difference.ToString());
        Assert.Empty(ContractDifference.Between(Contract, Contract).ToString());
    }
}
