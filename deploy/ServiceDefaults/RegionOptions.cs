using System.ComponentModel.DataAnnotations;

namespace Actors.ServiceDefaults;

/// <summary>
/// Where does this process run, and to which cluster does it belong? All processes of a region agree on it.
/// </summary>
public sealed class RegionOptions
{
    public const string Section = "Actors";

    /// <summary>The region's name, for example "eu-west-1".</summary>
    [Required(ErrorMessage = "a region has a name")]
    public string Region { get; set; } = "local";

    /// <summary>The availability zone within the region, for example "a".</summary>
    [Required(ErrorMessage = "a zone has a name")]
    public string Zone { get; set; } = "a";

    /// <summary>Silos with the same cluster id (and database) form one cluster; the region's name when empty.</summary>
    public string ClusterId { get; set; } = "";

    /// <summary>Names the owner of stored state: it never changes, or the state is no longer found.</summary>
    [Required(ErrorMessage = "stored state belongs to a service")]
    public string ServiceId { get; set; } = "actors";

    /// <summary>The cluster id that holds.</summary>
    public string Cluster => ClusterId.Length > 0 ? ClusterId : Region;
}
