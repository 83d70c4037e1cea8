namespace Concentric.Sheets;

/// <summary>What a column holds; decides its format in a workbook.</summary>
public enum SheetType
{
    Text,

    /// <summary>Text that may look like a number, as 00123, and stays text when somebody edits it.</summary>
    Identifier,

    Day,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Working days, a whole number that shows its unit.</summary>
    WorkingDays,

    /// <summary>Days, a whole number that shows its unit.</summary>
    Days,

    /// <summary>Minutes, a whole number that shows its unit.</summary>
    Minutes,

    /// <summary>Fen, shown in yuan.</summary>
    Money,

    /// <summary>Thousandths.</summary>
    Milli,

    /// <summary>A fraction, shown in per cent.</summary>
    Percent,

    /// <summary>A link to a page of the program.</summary>
    Link,
}

/// <summary>A column of a sheet.</summary>
/// <param name="Header">In the first row.</param>
/// <param name="Type">Format of the cells.</param>
/// <param name="Width">In characters; a Chinese character takes two. The header's own width is the least.</param>
public sealed record SheetColumn(string Header, SheetType Type, int Width);
