using System.Globalization;
using Concentric.Calendar;
using Concentric.Resources;
using Concentric.Rules;

namespace Concentric.Imports;

/// <summary>
/// Gathers what a check tells of the rows: some as they were read, those that somebody may choose about, and cells that nothing comes of.
/// </summary>
internal sealed class ImportTold(ImportSheet sheet, CultureInfo culture)
{
    /// <summary>The most cells that a note names.</summary>
    private const int MostCells = 5;

    /// <summary>The most unknown values that are counted, to tell the commonest.</summary>
    private const int MostUnknown = 1_000;

    private readonly List<ImportSample> samples = [];
    private readonly List<ImportAsked> asked = [];
    private readonly Dictionary<ImportQuestion, int> questions = [];
    private readonly Dictionary<string, (int Count, List<string> Cells)> passedOver = [];
    private readonly Dictionary<(string Column, string Folded), (string Text, int Count)> unknown = [];
    private int added;
    private int changed;

    /// <summary>Whether another row is to be kept as it was read.</summary>
    public bool Wants(bool isChange) => isChange ? changed < ImportFindings.MostChanged : added < ImportFindings.MostAdded;

    public void Add(IReadOnlyList<ImportResult> results)
    {
        foreach (var result in results)
        {
            if (result.Question is { } question)
            {
                var count = questions[question] = questions.GetValueOrDefault(question) + 1;
                if (count <= ImportFindings.MostAsked && question != ImportQuestion.Hidden)
                    asked.Add(ImportValues.Asked(sheet, result, culture));
            }

            if (result.Outcome == ImportOutcome.Refused) NoteUnknown(result);
            if (result.Outcome is ImportOutcome.Added or ImportOutcome.Changed or ImportOutcome.Unchanged) Note(result.Row);
            if (result.Row.Values.Count == 0) continue;
            if (result.Outcome == ImportOutcome.Added && added < ImportFindings.MostAdded) added++;
            else if (result.Outcome == ImportOutcome.Changed && changed < ImportFindings.MostChanged) changed++;
            else continue;
            samples.Add(ImportValues.Sample(sheet, result, culture));
        }
    }

    public ImportFindings Findings(IEnumerable<ImportNote> notes, IReadOnlyList<ImportProblem> problems, int problemCount,
        ImportChoices choices, bool isNearOver, DueDayMoves? dueDays)
    {
        if (dueDays is { Count: > 0 and var moves }) questions[ImportQuestion.DueDays] = moves;
        return new([.. notes, .. PassedOver(), .. isNearOver ? (ImportNote[])[new("NearOver")] : []], problems, problemCount)
        {
            Samples = samples,
            Questions = questions,
            Asked = asked,
            Choices = choices,
            DueDays = dueDays,
            UnknownValues = [.. unknown.OrderByDescending(value => value.Value.Count).Take(UnknownValue.Most)
                .Select(value => new UnknownValue(value.Key.Column, value.Value.Text, value.Value.Count))],
        };
    }

    /// <summary>A name of a short list that the program does not know: somebody may say what it means.</summary>
    private void NoteUnknown(ImportResult result)
    {
        foreach (var wrong in result.Violations.Where(violation => violation.Rule == Rule.Unknown))
        {
            if (sheet.Columns.FirstOrDefault(column => column.Field == wrong.Field) is not { IsMany: false } column
                || column.Type is not (ImportType.Community or ImportType.Category or ImportType.Term)
                || result.Row.Header.Find(column.Key) is not { } place
                || result.Row.Source[place].Text?.Trim() is not { Length: > 0 and <= ImportMapping.MostCharacters } text) continue;
            var key = (column.Key, ImportLookups.Fold(text));
            if (!unknown.TryGetValue(key, out var known) && unknown.Count >= MostUnknown) continue;
            unknown[key] = (known.Text ?? text, known.Count + 1);
        }
    }

    private void Note(ImportRow row)
    {
        // A row that was known by its content was not read: what it says is in the store.
        foreach (var column in row.WasAsked ? row.PassedOver : [])
        {
            var (count, cells) = passedOver.TryGetValue(column.Key, out var known) ? known : (0, []);
            if (cells.Count < MostCells) cells.Add(ImportHeader.PlaceOf(row.Header.Find(column.Key)!.Value, row.Source.Number));
            passedOver[column.Key] = (count + 1, cells);
        }
    }

    private IEnumerable<ImportNote> PassedOver() => passedOver.Select(column => new ImportNote("PassedOver", ImportTexts.Get(
        column.Value.Count > column.Value.Cells.Count ? "PassedOver.Many" : "PassedOver.Few", culture, Texts.Column(column.Key, culture),
        Texts.Series(column.Value.Cells, culture),
            column.Value.Count)));
}
