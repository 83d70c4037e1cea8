namespace Concentric.Imports;

/// <content>The rows of other files that were uploaded with this one.</content>
internal sealed partial class ImportBatchProcessor<T>
{
    private static NearRecords<T>? NearElsewhere(ImportSheet<T> sheet, ImportBatchProcessor.Setting setting)
    {
        if (sheet.Near is not { } rule || setting.Others is not { Rows.Count: > 0 } others) return null;
        var near = new NearRecords<T>(rule, setting.Scene);
        for (var i = 0; i < others.Rows.Count; i++)
        {
            if (others.Rows[i].Row is { Text: { } text } row)
                near.Add(new() { Id = i, CommunityId = row.Community, Day = row.Day, Text = text });
        }

        return near;
    }

    private OtherRow? FindNearElsewhere(ImportRow row) => nearElsewhere?.Find(row) is [var found, ..]
        && setting.Others!.Rows[(int)found.Id] is var other ? new(other.Id, other.File, other.Row, IsSame: false) : null;

    /// <summary>
    /// What a dry run tells of a row beside the other files: what the very same row of another file makes is no second record, though it
    /// has been judged, and has its number, in case that file is given up. Keeps what later files are held against.
    /// </summary>
    private ImportResult BesideOthers(Plan plan, ImportResult result)
    {
        if (!IsDry) return result;
        if (result.Outcome == ImportOutcome.Changed && plan is { Other: null, Present: { } present })
        {
            plan.Other = setting.Others?.FindRecord(present.Id);
            if (plan.Other is not null && setting.Choices.For(ImportQuestion.Elsewhere, plan.Row) == ImportAnswer.Leave)
                result = result with { Outcome = ImportOutcome.Left };
        }

        if (plan.Other is { } other)
        {
            result = result with
            {
                Question = ImportQuestion.Elsewhere,
                Other = other,
                Outcome = other.IsSame && result.Outcome == ImportOutcome.Added ? ImportOutcome.Unchanged : result.Outcome,
            };
            Elsewhere[plan.Row.Place] = result.Outcome == ImportOutcome.Left;
            if (result.Outcome == ImportOutcome.Left) LeftTo.Add(other.Id);
        }

        if (setting.Pending is { Count: < OtherFiles.MostRows } pending
            && (result.Outcome is ImportOutcome.Added or ImportOutcome.Changed
                || (plan.Other is not null && result.Outcome != ImportOutcome.Refused)))
        {
            var key = plan.Present is null ? near?.KeyOf(plan.Row) : null;
            pending.Add(new(plan.Row.Header.Name, plan.Row.Source.Number)
            {
                Request = plan.IsChange ? null : plan.Request,
                Record = plan.Present?.Id,
                Outside = plan.OutsideNumber,
                Community = key?.Community ?? 0,
                Day = key?.Day ?? default,
                Text = key?.Text,
            });
        }

        return result;
    }
}
