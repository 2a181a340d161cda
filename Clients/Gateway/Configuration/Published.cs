namespace Actors.Gateway.Configuration;

/// <summary>When was a version published? Never, for version 0.</summary>
internal static class Published
{
    public static DateTimeOffset? At(long version, DateTimeOffset publishedAt) => version == 0 ? null : publishedAt;
}
