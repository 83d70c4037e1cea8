using System.Globalization;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Imports;

/// <inheritdoc cref="ImportBatchProcessor"/>
internal sealed partial class ImportBatchProcessor<T>(ImportSheet<T> sheet, ImportBatchProcessor.Setting setting)
    : ImportBatchProcessor(setting)
    where T : EnteredRecord
{
    private readonly ImportBatchProcessor.Setting setting = setting;
    private readonly ImportContext scene = setting.Scene;
    private readonly Dictionary<long, int> rowsByRecord = [];
    private readonly Dictionary<string, int> rowsByOutside = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, int> occurrences = [];
    private readonly Dictionary<Guid, int> pastOccurrences = [];
    private readonly NearRecords<T>? near = sheet.Near is { } rule ? new(rule, setting.Scene) : null;
    private readonly NearRecords<T>? nearElsewhere = NearElsewhere(sheet, setting);

    /// <summary>What the choice for rows like records that are there must know while taking in, a dry run must know to ask.</summary>
    private bool LooksForNear => near is not null && (IsDry || setting.Choices.For(ImportQuestion.Near) != ImportAnswer.Take);

    public override bool IsNearOver => near?.IsOver == true;

    protected override async Task<IReadOnlyList<ImportResult>> TakeShownAsync(IReadOnlyList<ImportRow> rows,
        CancellationToken cancellationToken)
    {
        var plans = await PlanAsync(rows, cancellationToken);
        await FindAsync(plans, cancellationToken);
        await sheet.PrepareAsync(setting.Db, [.. plans.Where(plan => plan.IsAsked).Select(plan => (plan.Row, plan.Present))], setting.Adds,
            cancellationToken);
        var (results, added) = (new List<ImportResult>(rows.Count), new List<T>());
        var isChanged = false;
        foreach (var plan in plans)
        {
            var row = plan.Row;
            // The audit trail tells why a record was changed, each for itself.
            var why = IsDry || !plan.IsChange ? null : PlainText.Clean(row.Text("reason"));
            if (why is not null && isChanged) isChanged = await SaveAsync(null, cancellationToken);
            var result = BesideOthers(plan, Take(plan, added) with { Question = plan.Question, Near = plan.Near });
            isChanged |= !IsDry && result.Outcome == ImportOutcome.Changed;
            if (why is not null && isChanged) isChanged = await SaveAsync(why, cancellationToken);
            results.Add(result);
        }

        if (IsDry || results.Exists(result => result.Outcome == ImportOutcome.Refused)) return results;
        if (isChanged) await SaveAsync(null, cancellationToken);
        setting.Db.ChangeTracker.Clear();
        await setting.Adds!.AddAsync(added, scene.Caller, scene.By.At, cancellationToken);
        if (sheet.CanBeUndone) await setting.Journal!.AddedAsync(added, cancellationToken);
        return results;
    }

    /// <returns>False: nothing is left to save.</returns>
    private async Task<bool> SaveAsync(string? reason, CancellationToken cancellationToken)
    {
        if (sheet.CanBeUndone) await setting.Journal!.ChangeAsync(scene.Caller, scene.By.At, reason, cancellationToken);
        else await setting.Adds!.ChangeAsync(scene.Caller, scene.By.At, reason, cancellationToken);
        return false;
    }

    private ImportResult Take(Plan plan, List<T> added)
    {
        var row = plan.Row;
        if (plan.Outcome is { } outcome) return new(row, outcome, []);
        row.WasAsked = true;
        try
        {
            CheckOutside(plan);
            if (row.CheckedIdentifier() is { } || plan.IsChange)
            {
                var (field, value) = (row.FieldOf(sheet.Identifier), row.Identifier ?? plan.RecordId?.ToString(CultureInfo.InvariantCulture)
                    ?? "");
                if (plan.Present is not { } record) throw Refuse(field, value, Rule.NoSuchRecord);
                if (!rowsByRecord.TryAdd(record.Id, row.Source.Number))
                    throw Refuse(field, value, Rule.RepeatedInRow, rowsByRecord[record.Id]);
                var isChanged = sheet.Change(record, row);
                row.Check.ThrowIfAny();
                if (!isChanged) row.PassOver("reason");
                return new(row, isChanged ? ImportOutcome.Changed : ImportOutcome.Unchanged, [])
                {
                    Record = record is INumberedRecord numbered
                    ? numbered.Number
                    : ImportLookups.Written("", record.Id)
                };
            }

            var fresh = sheet.Add(row);
            row.Check.ThrowIfAny();
            // Only what is there is corrected.
            row.PassOver("reason");
            fresh.RequestId = plan.Request;
            if (sheet.Prefix is not null) Number(fresh);
            if (!IsDry) added.Add(fresh);
            return new(row, ImportOutcome.Added, []);
        }
        catch (RefusedException refusal)
        {
            // What can't be read stands for something that a rule may refuse as well: the first reason is the true one.
            return new(row, ImportOutcome.Refused,
                [.. row.Check.Found.Concat(refusal.Violations).DistinctBy(violation => violation.Field)]);
        }
    }

    /// <summary>No two records have one number of another system, nor two rows of the file.</summary>
    private void CheckOutside(Plan plan)
    {
        if (plan.OutsideNumber is not { } number) return;
        var field = sheet.Columns.First(column => column.IsOutsideNumber).Field;
        if (!rowsByOutside.TryAdd(number, plan.Row.Source.Number))
            throw Refuse(field, number, Rule.RepeatedInRow, rowsByOutside[number]);
        if (plan.Outside is { } other && other.Id != plan.Present?.Id) throw Refuse(field, number, Rule.Registered, other.Label);
    }

    private void Number(T fresh)
    {
        var numbered = (INumberedRecord)fresh;
        var year = numbered.NumberYear;
        Years[year] = Years.GetValueOrDefault(year) + 1;
        if (setting.Numbers is { } give) numbered.Number = give(year);
    }

    private static RefusedException Refuse(string field, string value, Rule rule, params object[] args) =>
        new([new(field, value, rule, args)]);
}
