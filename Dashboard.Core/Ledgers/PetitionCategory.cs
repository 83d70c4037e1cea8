using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.OfficeLists;

namespace Concentric.Ledgers;

/// <summary>A sort of petition with the working days it may take. Editable by the office.</summary>
public sealed class PetitionCategory : OfficeListItem
{
    /// <summary>The most working days that a petition may take.</summary>
    public const int MostDueWorkingDays = 250;

    [Key, MaxLength(TextLimits.Key)]
    public required string Key { get; set; }

    /// <summary>Working days from receipt to the due date, 1 to <see cref="MostDueWorkingDays"/>.</summary>
    public int DueWorkingDays { get; set; }

    public override string Handle => Key;

    internal override long RecordId => 0;

    internal override object Told() => new { Key, Name, NameEn, DueWorkingDays, IsRetired, Position };
}
