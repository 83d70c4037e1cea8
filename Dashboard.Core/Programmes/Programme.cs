using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Lists;

namespace Concentric.Programmes;

/// <summary>What a programme is: a mechanism of the street, a strand of the five actions, or a service brand.</summary>
public enum ProgrammeKind { Mechanism, Strand, Brand }

/// <summary>A mechanism, strand or service brand under which activities, projects and contributions are gathered.</summary>
public sealed class Programme
{
    public int Id { get; set; }

    [MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    public ProgrammeKind Kind { get; set; }

    /// <summary>All programmes, in the order in which they were set up.</summary>
    public static ReferenceSource References { get; } = new("programme", (db, _) => db.Programmes.OrderBy(programme => programme.Id)
        .Select(programme => new ReferenceChoice
        {
            Id = programme.Id,
            Name = programme.Name,
            NameEn = programme.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = false
        }));

    /// <summary>The strands of the five actions, in the order in which they were set up.</summary>
    public static ReferenceSource Strands { get; } = new("programme", (db, _) =>
        db.Programmes.Where(programme => programme.Kind == ProgrammeKind.Strand).OrderBy(programme => programme.Id)
        .Select(programme => new ReferenceChoice
        {
            Id = programme.Id,
            Name = programme.Name,
            NameEn = programme.NameEn,
            CommunityId = null,
            KnownByCommunityId = null,
            KnownByDay = null,
            IsPast = false
        }));

    public string NameFor(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : Name;
}
