namespace Actors.LoadTest.Clustering;

/// <summary>Which cluster is called, and how patiently?</summary>
/// <param name="ConnectionString">Of the PostgreSQL database in which the silos register.</param>
/// <param name="Timeout">For one grain call, and for the first connection.</param>
internal sealed record ClusterTarget(string ConnectionString, string ClusterId, string ServiceId, TimeSpan Timeout);
