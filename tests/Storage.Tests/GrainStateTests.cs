using Npgsql;
using Orleans.Storage;

namespace Actors.Storage.Tests;

public sealed class GrainStateTests(TwoClusters clusters)
{
    private static readonly string[] _lookAlikes = ["7", "007", "a1", "A1", "0a1", "a1+x", "A1+x"];

    private readonly IGrainStorage _one = TwoClusters.StorageOf(clusters.One);
    private readonly IGrainStorage _other = TwoClusters.StorageOf(clusters.Other);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_300_racing_first_writes_one_wins_and_the_grain_loads()
    {
        var id = FreshId();
        var writers = Enumerable.Range(0, 300)
            .Select(number => (Storage: number % 2 == 0 ? _one : _other, State: StateOf(number)))
            .ToArray();

        var outcomes = await Task.WhenAll(
            writers.Select(writer => Race(() => Write(writer.Storage, id, writer.State))));

        var winner = Assert.Single(writers.Zip(outcomes), pair => pair.Second is null).First;
        Assert.All(outcomes.OfType<Exception>(), failure => Assert.IsType<InconsistentStateException>(failure));
        Assert.Equal(299, outcomes.OfType<Exception>().Count());
        Assert.Equal(1, await Rows(id));
        Assert.Equal(winner.State.State, (await Read(_one, id)).State);
        Assert.Equal(winner.State.State, (await Read(_other, id)).State);
    }

    [Fact]
    public async Task In_each_of_300_races_of_two_exactly_one_wins()
    {
        var races = Enumerable.Range(0, 300).Select(async _ =>
        {
            var id = FreshId();
            var failures = await Task.WhenAll(
                Race(() => Write(_one, id, StateOf(1))), Race(() => Write(_other, id, StateOf(2))));
            Assert.IsType<InconsistentStateException>(Assert.Single(failures.OfType<Exception>()));
            Assert.Equal(1, await Rows(id));
            Assert.NotNull((await Read(_one, id)).ETag);
        });

        await Task.WhenAll(races);
    }

    [Fact]
    public async Task A_write_with_a_stale_version_is_refused_and_changes_nothing()
    {
        var id = FreshId();
        await Write(_one, id, StateOf(1));
        var stale = await Read(_other, id);
        var fresh = await Read(_one, id);
        fresh.State = StateOf(2).State;
        await Write(_one, id, fresh);

        stale.State = StateOf(3).State;
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(_other, id, stale));

        Assert.Equal(StateOf(2).State, (await Read(_other, id)).State);
    }

    [Fact]
    public async Task Of_many_racing_rewrites_of_one_version_one_wins()
    {
        var id = FreshId();
        await Write(_one, id, StateOf(0));
        var readers = await Task.WhenAll(
            Enumerable.Range(1, 50).Select(number => Read(number % 2 == 0 ? _one : _other, id)));

        var outcomes = await Task.WhenAll(readers.Select((state, number) => Race(() =>
        {
            state.State = StateOf(number + 1).State;
            return Write(_one, id, state);
        })));

        Assert.Single(outcomes, failure => failure is null);
        Assert.Equal("2", (await Read(_one, id)).ETag);
    }

    [Fact]
    public async Task A_cleared_state_leaves_no_row_and_can_be_written_anew()
    {
        var id = FreshId();
        var state = StateOf(1);
        await Write(_one, id, state);
        await _one.ClearStateAsync("counts", id, state);
        Assert.Equal(0, await Rows(id));
        Assert.False(state.RecordExists);

        await Write(_other, id, StateOf(2));
        Assert.Equal(StateOf(2).State, (await Read(_one, id)).State);
    }

    [Fact]
    public async Task A_stale_clear_is_refused()
    {
        var id = FreshId();
        await Write(_one, id, StateOf(1));
        var stale = await Read(_other, id);
        await Write(_one, id, await Read(_one, id));

        await Assert.ThrowsAsync<InconsistentStateException>(() => _other.ClearStateAsync("counts", id, stale));
        Assert.Equal(1, await Rows(id));
    }

    [Fact]
    public async Task Keys_that_look_like_one_number_share_no_row_behind_a_prefix()
    {
        var run = Guid.NewGuid().ToString("N");
        for (var number = 0; number < _lookAlikes.Length; number++)
        {
            await Write(_one, GrainId.Create("feature", $"user:{run}/{_lookAlikes[number]}"), StateOf(number));
            await Write(_one, GrainId.Create("feature", $"user:{_lookAlikes[number]}/{run}"), StateOf(number));
        }

        for (var number = 0; number < _lookAlikes.Length; number++)
        {
            var tail = await Read(_other, GrainId.Create("feature", $"user:{run}/{_lookAlikes[number]}"));
            var head = await Read(_other, GrainId.Create("feature", $"user:{_lookAlikes[number]}/{run}"));
            Assert.Equal(StateOf(number).State, tail.State);
            Assert.Equal(StateOf(number).State, head.State);
        }
    }

    [Fact]
    public async Task State_names_of_one_grain_have_a_row_each()
    {
        var id = FreshId();
        await _one.WriteStateAsync("left", id, StateOf(1));
        await _one.WriteStateAsync("right", id, StateOf(2));

        var left = new GrainState<Dictionary<string, int>>();
        await _other.ReadStateAsync("left", id, left);
        Assert.Equal(StateOf(1).State, left.State);
    }

    [Fact]
    public async Task A_state_of_a_megabyte_comes_back_as_it_was()
    {
        var id = FreshId();
        var big = new GrainState<Dictionary<string, int>>(
            Enumerable.Range(0, 50_000).ToDictionary(number => $"name-{number}", number => number));
        await Write(_one, id, big);
        Assert.Equal(big.State, (await Read(_other, id)).State);
    }

    private static GrainId FreshId() => GrainId.Create("feature", $"test:{Guid.NewGuid():N}");

    private static GrainState<Dictionary<string, int>> StateOf(int number) => new(new() { ["number"] = number });

    private static Task Write(IGrainStorage storage, GrainId id, GrainState<Dictionary<string, int>> state) =>
        storage.WriteStateAsync("counts", id, state);

    private static async Task<GrainState<Dictionary<string, int>>> Read(IGrainStorage storage, GrainId id)
    {
        var state = new GrainState<Dictionary<string, int>>();
        await storage.ReadStateAsync("counts", id, state);
        return state;
    }

    private static async Task<Exception?> Race(Func<Task> write)
    {
        await Task.Yield(); // off the caller, so that all start together
        return await Record.ExceptionAsync(write);
    }

    private async Task<long> Rows(GrainId id)
    {
        await using var database = NpgsqlDataSource.Create(clusters.ConnectionString);
        await using var count = database.CreateCommand(
            "SELECT count(*) FROM orleansstorage WHERE grainidextensionstring = $1 AND graintypestring = 'counts'");
        count.Parameters.Add(new() { Value = id.Key.ToString()! });
        return (long)(await count.ExecuteScalarAsync(Cancellation))!;
    }
}
