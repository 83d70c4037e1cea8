using System.Globalization;
using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.OfficeLists;
using Concentric.Resources;

namespace Concentric.Imports;

/// <summary>How a column's cells are read.</summary>
public enum ImportType
{
    /// <summary>Text; a number comes in plain digits.</summary>
    Text,

    /// <summary>A telephone number, as <see cref="Rules.PhoneNumber"/> has it.</summary>
    Phone,

    /// <summary>Finds the record that a row changes: its number, or its id.</summary>
    Identifier,

    /// <summary>A <see cref="DateOnly"/>.</summary>
    Day,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>Yuan, read as fen.</summary>
    Money,

    /// <summary>A decimal number, read as thousandths.</summary>
    Milli,

    /// <summary>A value of an enum, by its name in either language.</summary>
    Term,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>A community by name or code.</summary>
    Community,

    /// <summary>A petition category, or a term of one of the office's lists, by name or key.</summary>
    Category,

    /// <summary>Another record by its name; see <see cref="ImportColumn.Lookup"/>.</summary>
    Name,
}

/// <summary>
/// A column of the sheets in which records of one kind are taken in. Its header is the text of <c>Column.</c> and the key.
/// </summary>
/// <param name="Key">As in the ledger of the kind, where it has the column.</param>
/// <param name="Type">How it is read.</param>
/// <param name="Field">The property that rules name in their refusals.</param>
public sealed record ImportColumn(string Key, ImportType Type, string Field)
{
    /// <summary>Nothing shorter: a number or an id in an office's sheet is mostly that of the row.</summary>
    private static readonly string[] OfRecords = ["记录编号", "记录ID", "Record number"];

    /// <summary>Finds a record of a kind that has numbers.</summary>
    public static ImportColumn Number { get; } = new("number", ImportType.Identifier, nameof(INumberedRecord.Number))
    {
        Width = 17,
        Synonyms = OfRecords,
    };

    /// <summary>Finds a record of a kind that has none.</summary>
    public static ImportColumn RecordId { get; } = new("record-id", ImportType.Identifier, nameof(Record.Id)) { Synonyms = OfRecords };

    /// <summary>The community that keeps the record.</summary>
    public static ImportColumn KeptBy { get; } = new("community", ImportType.Community,
        nameof(CommunityRecord.CommunityId))
    {
        IsRequired = true,
        Synonyms =
        [
            "所属社区", "社区名称", "责任社区", "承办社区", "居委会", "所属居委会", "所在社区", "小区", "Community name", "Neighbourhood",
            "Residents' committee",
        ],
    };

    /// <summary>Why something is corrected.</summary>
    public static ImportColumn Reason
    { get; } = new("reason", ImportType.Text, "Reason") { Width = 24, Synonyms = ["变更原因", "修改原因", "更正说明", "Why it changed"] };

    /// <summary>True when a new record needs it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>True when the value is personal: it is written masked, and a masked one leaves what is there.</summary>
    public bool IsPersonal { get; init; } = PersonalFields.Has(Field);

    /// <summary>The enum of a column of <see cref="ImportType.Term"/>.</summary>
    public Type? TermType { get; init; }

    /// <summary>The list of a column of <see cref="ImportType.Category"/>; null for the petition categories.</summary>
    public TermList? Terms { get; init; }

    /// <summary>The list of a column of <see cref="ImportType.Name"/>.</summary>
    public ReferenceSource? Lookup { get; init; }

    /// <summary>True when a cell may name several, separated by commas.</summary>
    public bool IsMany { get; init; }

    /// <summary>
    /// True for the number that another system gave: a row without an own number that has a known one changes that record.
    /// </summary>
    public bool IsOutsideNumber { get; init; }

    /// <summary>
    /// What sheets of offices commonly call it, the surest first, beside the names that the program gives it; another column's name wins.
    /// </summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];

    /// <summary>True when forms tell the field in another unit: then its name in forms is not taken for a header.</summary>
    public bool IsOtherInForms { get; init; }

    /// <summary>Fields whose names are taken for a header too, beside the own.</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>In what its numbers are counted; null for yuan, and where another column tells.</summary>
    public MetricUnit? Unit { get; init; }

    /// <summary>Key of the column that tells in what the numbers are counted; null when it is always the same.</summary>
    public string? UnitBy { get; init; }

    /// <summary>The unit that a value of <see cref="UnitBy"/> stands for.</summary>
    public Func<object, MetricUnit>? UnitOf { get; init; }

    /// <summary>True when its numbers are minutes.</summary>
    public bool IsMinutes { get; init; }

    /// <summary>Width in the template, in characters.</summary>
    public int Width { get; init; } = 14;

    public string Header(CultureInfo culture) => Texts.Column(Key, culture);
}
