using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Concentric.Data;

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

    public string NameFor(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : Name;
}
