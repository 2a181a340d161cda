namespace Actors.LoadTest.Clustering;

/// <summary>What is asked of a grain in one turn?</summary>
internal enum GrainCall
{
    /// <summary>A small read: one feature as it is.</summary>
    ReadFeature,

    /// <summary>A large read: the whole document that an environment publishes.</summary>
    ReadRuleset,

    /// <summary>A change that is durable when it is answered.</summary>
    WriteFeature,
}
