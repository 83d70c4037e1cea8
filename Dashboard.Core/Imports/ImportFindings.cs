using Concentric.Calendar;

namespace Concentric.Imports;

/// <summary>What a check found, for the page. Every list has a limit, stated here; the counts are of all.</summary>
/// <param name="Notes">What was passed over.</param>
/// <param name="Problems">The first refusals, at most <see cref="MostProblems"/>.</param>
/// <param name="ProblemCount">All of them.</param>
public sealed record ImportFindings(IReadOnlyList<ImportNote> Notes, IReadOnlyList<ImportProblem> Problems, int ProblemCount)
{
    /// <summary>The most refusals that a page shows; the file with errors holds all.</summary>
    public const int MostProblems = 200;

    /// <summary>The most new rows of which a page shows what was read.</summary>
    public const int MostAdded = 10;

    /// <summary>The most changed rows of which a page shows what was there and what will be.</summary>
    public const int MostChanged = 40;

    /// <summary>The most rows of one sort that are asked about one by one.</summary>
    public const int MostAsked = 40;

    /// <summary>The first new and changed rows as they were read.</summary>
    public IReadOnlyList<ImportSample> Samples { get; init; } = [];

    /// <summary>How many rows there are of each sort that is asked about.</summary>
    public IReadOnlyDictionary<ImportQuestion, int> Questions { get; init; } = new Dictionary<ImportQuestion, int>();

    /// <summary>The first of them.</summary>
    public IReadOnlyList<ImportAsked> Asked { get; init; } = [];

    /// <summary>The due days that would follow the file; null for kinds that move none.</summary>
    public DueDayMoves? DueDays { get; init; }

    /// <summary>How the columns were read; null when the program knows them all.</summary>
    public ImportMappingFindings? Mapping { get; init; }

    /// <summary>Values that stand for nothing the program knows, where somebody may say what they mean; the first of them.</summary>
    public IReadOnlyList<UnknownValue> UnknownValues { get; init; } = [];

    /// <summary>What values of a column may be said to mean, by its key; of columns with unknown values only.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ValueMeaning>> Meanings { get; init; } =
        new Dictionary<string, IReadOnlyList<ValueMeaning>>();

    /// <summary>What somebody had chosen when it was checked.</summary>
    public ImportChoices Choices { get; init; } = ImportChoices.None;
}

/// <summary>A row as it was read. Personal values are masked.</summary>
/// <param name="Sheet">Name of the sheet; empty for a CSV file.</param>
/// <param name="Row">As the spreadsheet counts.</param>
/// <param name="Record">Number or id of the record that it changes; null for a new one.</param>
public sealed record ImportSample(string Sheet, int Row, string? Record, IReadOnlyList<ImportSampleValue> Values);

/// <summary>A value as it was read.</summary>
/// <param name="Column">Key of the column.</param>
/// <param name="Before">What is there; null for a new record, and where nothing is.</param>
/// <param name="After">What was read; null where the cell takes the value out.</param>
public sealed record ImportSampleValue(string Column, string? Before, string? After);

/// <summary>A row about which somebody may choose.</summary>
/// <param name="Place">As choices call it.</param>
/// <param name="Sheet">Name of the sheet; empty for a CSV file.</param>
/// <param name="Row">As the spreadsheet counts.</param>
/// <param name="Says">The first of what it says; personal values are masked.</param>
/// <param name="Near">The records that it may be.</param>
public sealed record ImportAsked(string Place, string Sheet, int Row, ImportQuestion Question, string Says, IReadOnlyList<ImportNear> Near)
{
    /// <summary>Where another file says the same, in the run's language; null when none does.</summary>
    public string? Elsewhere { get; init; }
}

/// <summary>A record that a row may be.</summary>
/// <param name="Label">Its number, or its id behind a number sign.</param>
/// <param name="Says">Its day and text; a personal text is masked.</param>
public sealed record ImportNear(long Id, string Label, string Says);
