using System.Runtime.InteropServices;

namespace Actors.LoadTest.Pacing;

/// <summary>Sleeps for less than a timer's tick, without spinning; about 60 µs late on Linux.</summary>
internal static class FineSleep
{
    public static void For(TimeSpan time)
    {
        if (OperatingSystem.IsWindows())
        {
            Thread.Sleep(1);
            return;
        }

        var request = new TimeSpec
        {
            Seconds = (nint)time.TotalSeconds,
            Nanoseconds = (nint)(time.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
        };
        _ = NanoSleep(in request, 0); // woken early by a signal: the caller looks at the clock again
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(in TimeSpec request, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
