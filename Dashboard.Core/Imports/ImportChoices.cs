namespace Concentric.Imports;

/// <summary>What somebody is asked about rows of a file, because the file alone does not tell.</summary>
public enum ImportQuestion
{
    /// <summary>The spreadsheet hides the row, or has filtered it out.</summary>
    Hidden,

    /// <summary>A row of the very same content was taken in before.</summary>
    Known,

    /// <summary>A row above says the very same.</summary>
    Repeated,

    /// <summary>A record is there that says almost the same: the row may be that one, mended.</summary>
    Near,

    /// <summary>A row of another file that was uploaded with this one says the same, or almost, or changes the same record.</summary>
    Elsewhere,

    /// <summary>Not of a row but of the file: open records have due days that would follow the calendar.</summary>
    DueDays,
}

/// <summary>What is to become of such a row.</summary>
public enum ImportAnswer
{
    /// <summary>A record of its own.</summary>
    Take,

    /// <summary>Nothing.</summary>
    Leave,

    /// <summary>The record that is there becomes what the row says, empty cells leave it as it is; due days follow the calendar.</summary>
    Change,

    /// <summary>
    /// A record of its own, unless the very same row of another file has made one by then: so nothing is lost, whichever file is given up.
    /// </summary>
    Once,
}

/// <summary>What is to become of one row.</summary>
/// <param name="RecordId">The record that it changes.</param>
public sealed record ImportRowChoice(ImportAnswer Answer, long? RecordId = null)
{
    /// <summary>
    /// What was asked about the row when it was chosen. What is left out because another file has it is not left out any more when that
    /// file is given up, nor is it an answer to what is asked then. Null until the check that follows the choice.
    /// </summary>
    public ImportQuestion? Question { get; init; }

    /// <summary>True while it answers what is asked, or when nothing is known of what it answered.</summary>
    internal bool IsTo(ImportQuestion? asked) => Question is null || Question == asked;

    /// <summary>The choice as it is kept after a check; null when what it answered is not asked any more.</summary>
    internal ImportRowChoice? After(ImportResult result) =>
        Question is null ? this with { Question = result.Question }
        : Question == result.Question || result.Outcome == ImportOutcome.Refused
            || (Question == ImportQuestion.Hidden && result.Row.Source.IsHidden) ? this
        : null;
}

/// <summary>What somebody chose for a file, kept beside it from the check until it is taken in, and told in the audit trail.</summary>
/// <param name="All">For all rows of a sort; what is missing is as <see cref="Default"/> has it.</param>
/// <param name="Rows">For single rows, by <see cref="ImportRow.Place"/>; at most <see cref="MostRows"/>.</param>
public sealed record ImportChoices(IReadOnlyDictionary<ImportQuestion, ImportAnswer> All, IReadOnlyDictionary<string, ImportRowChoice> Rows)
{
    /// <summary>The most rows that are chosen for one by one; the choice for all covers the rest.</summary>
    public const int MostRows = 1_000;

    public static ImportChoices None { get; } = new(new Dictionary<ImportQuestion, ImportAnswer>(),
        new Dictionary<string, ImportRowChoice>());

    /// <summary>What the columns and values of the file are; null when the program knows them.</summary>
    public ImportMapping? Mapping { get; init; }

    /// <summary>
    /// The rows that the last check held against another file, by their places; true for those that it left to that file. Taking in does
    /// not look at other files again, which may be gone or taken in by then.
    /// </summary>
    public IReadOnlyDictionary<string, bool> Elsewhere { get; init; } = new Dictionary<string, bool>();

    /// <summary>Ids of the files to which the last check left rows: they must still be there, or be taken in, when this one is.</summary>
    public IReadOnlyList<long> LeftTo { get; init; } = [];

    /// <summary>
    /// What becomes of rows that nobody chose for: what is known already is left, anything else is taken, what several files say once;
    /// due days stay as promised.
    /// </summary>
    public static ImportAnswer Default(ImportQuestion question) => question switch
    {
        ImportQuestion.Known or ImportQuestion.DueDays => ImportAnswer.Leave,
        ImportQuestion.Elsewhere => ImportAnswer.Once,
        _ => ImportAnswer.Take,
    };

    public ImportAnswer For(ImportQuestion question) => All.TryGetValue(question, out var answer) ? answer : Default(question);

    /// <summary>The choice for one row, or else that for all of its sort.</summary>
    public ImportAnswer For(ImportQuestion question, ImportRow row) => Of(row, question)?.Answer ?? For(question);

    /// <summary>The choice for one row, when it is one about what is asked; null when there is none.</summary>
    private ImportRowChoice? Of(ImportRow row, ImportQuestion asked) =>
        Rows.TryGetValue(row.Place, out var own) && own.IsTo(asked) ? own : null;

    /// <summary>The same with another choice for all rows of a sort.</summary>
    public ImportChoices With(ImportQuestion question, ImportAnswer answer) =>
        this with { All = new Dictionary<ImportQuestion, ImportAnswer>(All) { [question] = answer } };

    /// <summary>The same with another choice for one row; null takes its own choice back.</summary>
    public ImportChoices With(string place, ImportRowChoice? choice) =>
        With(new Dictionary<string, ImportRowChoice?> { [place] = choice });

    /// <summary>The same with other choices for some rows, by their places; null takes one back.</summary>
    internal ImportChoices With(IReadOnlyDictionary<string, ImportRowChoice?> choices)
    {
        var rows = new Dictionary<string, ImportRowChoice>(Rows);
        foreach (var (place, choice) in choices)
        {
            if (choice is null) rows.Remove(place);
            else rows[place] = choice;
        }

        return this with { Rows = rows };
    }
}
