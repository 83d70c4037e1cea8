namespace Concentric.Imports;

/// <summary>A row in which the headers may be.</summary>
/// <param name="Row">As the spreadsheet counts.</param>
/// <param name="Says">The first of what it says.</param>
public sealed record HeaderCandidate(int Row, string Says);

/// <summary>Where a sheet has its headers, and where else they might be.</summary>
public sealed record MappedSheet(HeaderLayout Layout, IReadOnlyList<HeaderCandidate> Candidates);

/// <summary>A column of the file and what it is read as.</summary>
/// <param name="Key">By what the mapping knows it.</param>
/// <param name="Header">As it stands there.</param>
/// <param name="Samples">Values, those that are personal masked.</param>
/// <param name="Said">Key of the kind's column; empty when it is left out; null when nobody has said.</param>
/// <param name="IsAsked">True when somebody must say, or confirm what is proposed.</param>
public sealed record MappedColumn(string Key, string Header, IReadOnlyList<string> Samples, string? Said, bool IsAsked);

/// <summary>How the columns of a file are read, for the page.</summary>
/// <param name="Missing">Keys of columns that new records need and that no column of the file is.</param>
/// <param name="Twice">Keys of columns that two columns of the file are said to be.</param>
public sealed record ImportMappingFindings(
    IReadOnlyList<MappedSheet> Sheets, IReadOnlyList<MappedColumn> Columns, IReadOnlyList<string> Missing, IReadOnlyList<string> Twice)
{
    /// <summary>Name of the profile by which it is read; null when there is none.</summary>
    public string? Profile { get; init; }

    /// <summary>Who made the profile.</summary>
    public string? By { get; init; }

    public DateTime? At { get; init; }
}

/// <summary>What a value may mean.</summary>
/// <param name="Written">As it would be written in the cell: a code, a key or the name of a term.</param>
public sealed record ValueMeaning(string Written, string Name, string NameEn);

/// <summary>A value that stands for nothing the program knows.</summary>
/// <param name="Column">Key of the column.</param>
/// <param name="Value">As it stands there.</param>
/// <param name="Count">Cells that say it.</param>
/// <param name="Meaning">What it was said to stand for; null when nobody has said.</param>
public sealed record UnknownValue(string Column, string Value, int Count, string? Meaning = null)
{
    /// <summary>The most that are asked about at once.</summary>
    public const int Most = 40;
}
