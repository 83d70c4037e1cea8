using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Calendar;

/// <summary>What an exception to the working week is.</summary>
public enum CalendarDayKind { Holiday, MakeUp }

/// <summary>An exception to the working week: a public holiday, or a day on which work is made up.</summary>
public sealed class CalendarDay
{
    [Key]
    public DateOnly Day { get; set; }

    /// <summary>True for a make-up day, false for a holiday.</summary>
    public bool IsWorking { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string Name { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string NameEn { get; set; }
}
