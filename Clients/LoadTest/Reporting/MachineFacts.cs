using System.Globalization;
using System.Runtime.InteropServices;

namespace Actors.LoadTest.Reporting;

/// <summary>On what did the load driver run? Figures mean little without it.</summary>
/// <param name="LoadAverage">Of the last minute, when the run started; null where the system does not tell.</param>
/// <param name="DriverCpuSeconds">What the driver used of cores that it may share with the servers.</param>
internal sealed record MachineFacts(
    string Cpu,
    int Cores,
    double MemoryGigabytes,
    string OperatingSystem,
    string Runtime,
    double? LoadAverage,
    double DriverCpuSeconds)
{
    public static MachineFacts Here() => new(
        CpuModel(Lines("/proc/cpuinfo")) ?? RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024), 1),
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        RuntimeInformation.FrameworkDescription,
        OneMinuteLoad(Lines("/proc/loadavg")),
        DriverCpuSeconds: 0);

    public static string? CpuModel(IEnumerable<string> cpuInfo) => cpuInfo
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
        .Split(':', 2)[1].Trim();

    public static double? OneMinuteLoad(IEnumerable<string> loadAverage) =>
        double.TryParse(loadAverage.FirstOrDefault()?.Split(' ')[0], CultureInfo.InvariantCulture, out var load)
            ? load
            : null;

    private static string[] Lines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}
