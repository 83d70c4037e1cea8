using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Ledgers;

/// <summary>A sort of petition with the working days it may take. Editable by the office.</summary>
public sealed class PetitionCategory
{
    /// <summary>The most working days that a petition may take.</summary>
    public const int MostDueWorkingDays = 250;

    [Key, MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }

    /// <summary>Working days from receipt to the due date, 1 to <see cref="MostDueWorkingDays"/>.</summary>
    public int DueWorkingDays { get; set; }

    /// <summary>True when new petitions can't have it any more; those that have it keep it.</summary>
    public bool IsRetired { get; set; }
}
