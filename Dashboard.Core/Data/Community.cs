using System.ComponentModel.DataAnnotations;

namespace Concentric.Data;

/// <summary>A community (社区) under the street office. A street has a dozen to fifty.</summary>
public sealed class Community
{
    public int Id { get; set; }

    /// <summary>Stable short name for URLs and the API, as in <c>xinsheng</c>: lower-case letters, digits and hyphens.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Code { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    /// <summary>Households that live there; null when not known.</summary>
    public int? HouseholdCount { get; set; }

    /// <summary>Position in lists.</summary>
    public int SortOrder { get; set; }

    /// <summary>Counted up at every change.</summary>
    public int Version { get; set; }

    /// <summary>The name in the reader's language.</summary>
    public string NameFor(System.Globalization.CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "en" ? NameEn : Name;
}
