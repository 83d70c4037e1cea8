using Concentric.Imports;
using Concentric.Ledgers;
using Concentric.Lists;

namespace Concentric.Kinds;

/// <summary>What a field of a record holds, which decides how it is entered, checked, read from a spreadsheet and written out.</summary>
public enum FieldDataType
{
    /// <summary>A text of one line.</summary>
    Text,

    /// <summary>A text of several lines.</summary>
    Lines,

    /// <summary>Several names in one text, separated by 、; forms take one a line.</summary>
    Names,

    /// <summary>A text that may look like a number and must stay text.</summary>
    Identifier,

    /// <summary>A telephone number, as <see cref="Rules.PhoneNumber"/> has it.</summary>
    Phone,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Fen; people enter and read yuan.</summary>
    Money,

    /// <summary>Thousandths; people enter and read a decimal number.</summary>
    Milli,

    /// <summary>Minutes; forms take hours with decimals.</summary>
    Minutes,

    /// <summary>A number of working days.</summary>
    WorkingDays,

    /// <summary>A value of an enum.</summary>
    Term,

    /// <summary>True or false.</summary>
    YesNo,

    /// <summary>The id of the community that keeps the record.</summary>
    Community,

    /// <summary>Key of a petition category, or of a term of one of the office's lists.</summary>
    Category,

    /// <summary>The id of another record; see <see cref="ReferenceSource"/>.</summary>
    Reference,

    /// <summary>The ids of several other records, as a <see cref="FieldList"/>.</summary>
    References,

    /// <summary>The ids of several communities, as a <see cref="FieldList"/>.</summary>
    Communities,

    /// <summary>Several addresses of households, as a <see cref="FieldList"/>; forms take one a line.</summary>
    Addresses,
}

/// <summary>What a type of field is called where it is listed and where it is imported.</summary>
internal static class FieldDataTypes
{
    public static LedgerType Listed(this FieldDataType type) => type switch
    {
        FieldDataType.Identifier or FieldDataType.Phone => LedgerType.Identifier,
        FieldDataType.Day => LedgerType.Day,
        FieldDataType.Whole or FieldDataType.Minutes or FieldDataType.WorkingDays => LedgerType.Number,
        FieldDataType.Money => LedgerType.Money,
        FieldDataType.Milli => LedgerType.Milli,
        FieldDataType.Term => LedgerType.Term,
        FieldDataType.YesNo => LedgerType.YesNo,
        FieldDataType.Community => LedgerType.Community,
        FieldDataType.Category => LedgerType.Category,
        _ => LedgerType.Text,
    };

    public static ImportType Imported(this FieldDataType type) => type switch
    {
        FieldDataType.Phone => ImportType.Phone,
        FieldDataType.Day => ImportType.Day,
        FieldDataType.Whole or FieldDataType.Minutes or FieldDataType.WorkingDays => ImportType.Whole,
        FieldDataType.Money => ImportType.Money,
        FieldDataType.Milli => ImportType.Milli,
        FieldDataType.Term => ImportType.Term,
        FieldDataType.YesNo => ImportType.YesNo,
        FieldDataType.Community or FieldDataType.Communities => ImportType.Community,
        FieldDataType.Category => ImportType.Category,
        FieldDataType.Reference or FieldDataType.References => ImportType.Name,
        _ => ImportType.Text,
    };

    /// <summary>True for several values, which <see cref="FieldValues{T}"/> holds as <see cref="FieldList"/>.</summary>
    public static bool IsList(this FieldDataType type) =>
        type is FieldDataType.References or FieldDataType.Communities or FieldDataType.Addresses;

    /// <summary>True for numbers, which <see cref="FieldValues{T}"/> holds as <see cref="long"/>.</summary>
    public static bool IsNumber(this FieldDataType type) =>
        type is FieldDataType.Whole or FieldDataType.Money or FieldDataType.Milli or FieldDataType.Minutes or FieldDataType.WorkingDays;
}
