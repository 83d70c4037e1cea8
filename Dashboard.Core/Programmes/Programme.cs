using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;
using Concentric.Lists;
using Concentric.OfficeLists;

namespace Concentric.Programmes;

/// <summary>What a programme is: a mechanism of the street, a strand of the five actions, or a service brand.</summary>
public enum ProgrammeKind { Mechanism, Strand, Brand }

/// <summary>A mechanism, strand or service brand under which activities, projects and contributions are gathered.</summary>
public sealed class Programme : OfficeListItem
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    public ProgrammeKind Kind { get; set; }

    /// <summary>Keys of the metrics that speak of it as a whole, separated by commas, the most telling first; see
    /// <see cref="ProgrammeFigures"/>.</summary>
    [MaxLength(TextLimits.Note)]
    public string Figures { get; set; } = "";

    public override string Handle => Id.ToString(CultureInfo.InvariantCulture);

    internal override long RecordId => Id;

    internal override object Told() => new { Key, Name, NameEn, Kind, Figures, IsRetired, Position };

    /// <summary>All programmes in the order of the office; forms offer those that are not retired.</summary>
    public static ReferenceSource References { get; } = new("programme", (db, _) =>
        db.Programmes.Where(programme => programme.MergedInto == null)
        .OrderBy(programme => programme.Position).ThenBy(programme => programme.Id)
        .Select(programme => new ReferenceChoice
        {
            Id = programme.Id,
            Name = programme.Name,
            NameEn = programme.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = programme.IsRetired
        }))
    {
        RefusesPast = true,
        Merged = db => db.Programmes.Where(programme => programme.MergedInto != null).OrderByDescending(programme => programme.Id)
            .Select(programme => new MergedChoice { Name = programme.Name, NameEn = programme.NameEn, Into = programme.MergedInto! }),
    };

    /// <summary>The strands of the five actions, in the order of the office.</summary>
    public static ReferenceSource Strands { get; } = new("programme", (db, _) =>
        db.Programmes.Where(programme => programme.Kind == ProgrammeKind.Strand && programme.MergedInto == null)
        .OrderBy(programme => programme.Position).ThenBy(programme => programme.Id)
        .Select(programme => new ReferenceChoice
        {
            Id = programme.Id,
            Name = programme.Name,
            NameEn = programme.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = programme.IsRetired
        }))
    {
        RefusesPast = true,
        Merged = db => db.Programmes.Where(programme => programme.MergedInto != null).OrderByDescending(programme => programme.Id)
            .Select(programme => new MergedChoice { Name = programme.Name, NameEn = programme.NameEn, Into = programme.MergedInto! }),
    };
}
