// usage: Actors.Benchmarks.dll raw PORT FILE ['NAME: VALUE'...]    answers every POST with the content of FILE and these
//                                                                headers, until it is told to stop
//        Actors.Benchmarks.dll [--filter '*']                    measures the evaluation engine; any option of
//                                                                BenchmarkDotNet
using System.Globalization;
using Actors.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["raw", var port, var file, .. var headers])
{
    await RawKestrel.Serve(int.Parse(port, CultureInfo.InvariantCulture), await File.ReadAllBytesAsync(file), headers);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(RawKestrel).Assembly).Run(args.Length > 0 ? args : ["--filter", "*"]);
