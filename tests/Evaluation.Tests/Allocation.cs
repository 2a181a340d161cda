namespace Actors.Evaluation.Tests;

/// <summary>Does an action leave garbage, once it has run often enough?</summary>
internal static class Allocation
{
    private const int Runs = 200;
    private const int Rounds = 50;

    /// <summary>Passes when a whole round of runs allocated nothing.</summary>
    /// <remarks>
    /// What is compiled anew while it runs, and a buffer that must grow first, allocate in the rounds before; what
    /// allocates each time does so in every round.
    /// </remarks>
    public static void AssertNoneOnceWarm(Action action)
    {
        long allocated = -1;
        for (var round = 0; round < Rounds && allocated != 0; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var run = 0; run < Runs; run++)
                action();
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Assert.Equal(0, allocated);
    }
}
