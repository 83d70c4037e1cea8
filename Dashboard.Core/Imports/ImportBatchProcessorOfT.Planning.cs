using System.Globalization;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Imports;

/// <content>What each row is: a change, a new record, or one that is left; and what is asked about it.</content>
internal sealed partial class ImportBatchProcessor<T>
{
    /// <summary>What each row is: a change, a new record, or one that is left; and what is asked about it.</summary>
    private async Task<List<Plan>> PlanAsync(IReadOnlyList<ImportRow> rows, CancellationToken cancellationToken)
    {
        var plans = rows.Select(row => new Plan(row)).ToList();
        var fresh = plans.Where(plan => plan.Row.Identifier is null).ToList();
        foreach (var plan in fresh)
        {
            (plan.Request, plan.IsRepeated) = RequestOf(plan.Row, past: false);
            if (plan.Row.HasPastContent) plan.Past = RequestOf(plan.Row, past: true).Id;
        }

        var known = await KnownAsync([.. fresh.Select(plan => (Guid?)plan.Request).Concat(fresh.Select(plan => plan.Past)).OfType<Guid>()
            .Distinct().Select(id => (Guid?)id)], cancellationToken);
        bool IsKnown(Plan plan) => known.ContainsKey(plan.Request) || (plan.Past is { } past && known.ContainsKey(past));
        var unknown = fresh.Where(plan => !IsKnown(plan)).ToList();
        if (LooksForNear) await near!.ReadAsync(setting.Db, unknown.ConvertAll(plan => plan.Row), cancellationToken);
        await FindOutsideAsync(plans, cancellationToken);
        var matched = known.Values.Concat(plans.Select(plan => plan.Outside?.Id).OfType<long>()).ToHashSet();
        foreach (var plan in fresh)
        {
            var isKnown = IsKnown(plan);
            if (plan.OutsideNumber is not null && (isKnown || plan.IsRepeated || plan.Outside is not null))
            {
                // What was said before in the very same words is left: somebody may have corrected the record since.
                plan.Outcome = isKnown || plan.IsRepeated ? ImportOutcome.Unchanged : null;
                plan.RecordId = plan.Outside?.Id;
                plan.Row.KeepsWhatIsEmpty = true;
                continue;
            }

            if (!isKnown && setting.Others?.Find(plan.Request, plan.OutsideNumber) is { } same) plan.Other = same;
            // What another row of the file says is that row's; what was held against another file is not held against its records.
            else if (!isKnown && !plan.IsRepeated && LooksForNear && (IsDry || !setting.Choices.Elsewhere.ContainsKey(plan.Row.Place)))
                plan.Near = [.. near!.Find(plan.Row).Where(record => !matched.Contains(record.Id))];
            if (!isKnown && !plan.IsRepeated && plan is { Other: null, Near.Count: 0 }) plan.Other = FindNearElsewhere(plan.Row);
            plan.Question = isKnown
                ? ImportQuestion.Known
                : plan.Other is not null ? ImportQuestion.Elsewhere
                : plan.IsRepeated ? ImportQuestion.Repeated : plan.Near.Count > 0 ? ImportQuestion.Near : null;
            Answer(plan, isKnown);
        }

        foreach (var plan in plans.Where(plan => plan.IsAsked && scene.Wants(plan.IsChange))) plan.Row.Keep();
        return plans;
    }

    /// <summary>What was chosen for a row, or else what follows from what is asked about it.</summary>
    private void Answer(Plan plan, bool isKnown)
    {
        // Taking in does not ask all that the check asked, which has kept the choices that held; what another has brought since is
        // no second record for that. Whether a hidden row is read at all was answered before.
        if (setting.Choices.Rows.TryGetValue(plan.Row.Place, out var own) && !own.IsTo(plan.Question)
            && (IsDry || isKnown || own.Question == ImportQuestion.Hidden)) own = null;
        var answer = own?.Answer ?? (plan.Question is { } question ? setting.Choices.For(question) : ImportAnswer.Take);
        plan.Outcome = isKnown
            && answer != ImportAnswer.Take ? ImportOutcome.Unchanged : answer == ImportAnswer.Leave ? ImportOutcome.Left : null;
        // One that is known and taken all the same is another record, and known as such when this import comes again.
        if (isKnown && answer == ImportAnswer.Take) plan.Request = plan.Row.RequestId(occurrences[plan.Row.RequestId(0)], setting.Run);
        plan.RecordId = answer != ImportAnswer.Change ? null : own?.RecordId
            ?? plan.Near.Select(record => (long?)record.Id).FirstOrDefault();
        plan.Row.KeepsWhatIsEmpty = plan.RecordId is not null;
    }

    /// <summary>Finds the records that have the numbers of another system which the rows tell, whoever keeps them.</summary>
    private async Task FindOutsideAsync(List<Plan> plans, CancellationToken cancellationToken)
    {
        if (sheet is not { OutsideProperty: { } property }) return;
        foreach (var plan in plans) plan.OutsideNumber = plan.Row.OutsideNumber;
        var wanted = plans.Select(plan => plan.OutsideNumber).OfType<string>().Distinct().ToArray();
        if (wanted.Length == 0) return;
        var isNumbered = sheet.Prefix is not null;
        var found = await setting.Db.Set<T>().AsNoTracking().Where(record => wanted.Contains(EF.Property<string>(record, property)))
            .Select(record => new
            {
                record.Id,
                Outside = EF.Property<string>(record, property),
                Number = isNumbered ? EF.Property<string>(record, nameof(INumberedRecord.Number)) : null,
            }).ToListAsync(cancellationToken);
        // The very number first; then one that differs in case or width, which the store may take for the same and refuse as such.
        var exact = found.ToDictionary(record => record.Outside, record => (record.Id, record.Number));
        var folded = found.OrderByDescending(record => record.Id).GroupBy(record => TextFold.Of(record.Outside))
            .ToDictionary(same => same.Key, same => (same.Last().Id, same.Last().Number));
        foreach (var plan in plans)
        {
            if (plan.OutsideNumber is not { } number) continue;
            if (exact.TryGetValue(number, out var record) || folded.TryGetValue(TextFold.Of(number), out record))
                plan.Outside = (record.Id, record.Number ?? ImportLookups.Written("", record.Id));
        }
    }

    /// <returns>The id of the row's request, and whether a row of the file says the same before it.</returns>
    private (Guid Id, bool IsRepeated) RequestOf(ImportRow row, bool past)
    {
        var first = row.RequestId(0, past: past);
        var counted = past ? pastOccurrences : occurrences;
        var occurrence = counted.GetValueOrDefault(first);
        counted[first] = occurrence + 1;
        return (occurrence == 0 ? first : row.RequestId(occurrence, past: past), occurrence > 0);
    }

    /// <summary>Finds the records that the rows change: by their numbers or ids, or as somebody chose.</summary>
    private async Task FindAsync(List<Plan> plans, CancellationToken cancellationToken)
    {
        var wanted = plans.Select(plan => plan.Row.Identifier).OfType<string>().Distinct().ToArray();
        var byNumber = sheet.Prefix is not null;
        var ids = plans.Select(plan => plan.RecordId).OfType<long>()
            .Concat(byNumber
                ? []
                : wanted.Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0))
                .Distinct().ToArray();
        if (wanted.Length == 0 && ids.Length == 0) return;
        var records = setting.Db.Set<T>().WritableBy(scene.Caller).Where(record => record.ArchivedAt == null);
        if (IsDry) records = records.AsNoTracking();
        var found = ids.Length == 0
            ? []
            : await sheet.With(records.Where(record => ids.Contains(record.Id))).ToListAsync(cancellationToken);
        // The same record once: two copies of it would not know of each other.
        if (byNumber && wanted.Length > 0)
            found = [.. found,
                .. (await sheet.With(records.Where(record => wanted.Contains(EF.Property<string>(record, "Number"))))
                    .ToListAsync(cancellationToken)).ExceptBy(found.Select(record => record.Id), record => record.Id)];
        var byId = found.ToDictionary(record => record.Id);
        var byIdentifier = found.ToDictionary(record =>
            byNumber ? ((INumberedRecord)record).Number.ToUpperInvariant() : record.Id.ToString(CultureInfo.InvariantCulture));
        foreach (var plan in plans)
            plan.Present = plan.RecordId is { } id
            ? byId.GetValueOrDefault(id)
            : plan.Row.Identifier is { } identifier ? byIdentifier.GetValueOrDefault(identifier) : null;
    }

    private async Task<Dictionary<Guid, long>> KnownAsync(Guid?[] requests, CancellationToken cancellationToken) => requests.Length == 0
        ? []
        : (await setting.Db.Set<T>().Where(record => requests.Contains(record.RequestId))
            .Select(record => new { record.RequestId, record.Id }).ToListAsync(cancellationToken))
            .DistinctBy(record => record.RequestId).ToDictionary(record => record.RequestId!.Value, record => record.Id);

    /// <summary>What is to be done with a row.</summary>
    private sealed class Plan(ImportRow row)
    {
        public ImportRow Row => row;

        public Guid Request { get; set; }

        /// <summary>What an earlier version of the program would have known it by; null for the same.</summary>
        public Guid? Past { get; set; }

        public bool IsRepeated { get; set; }

        public ImportQuestion? Question { get; set; }

        public IReadOnlyList<NearRecord> Near { get; set; } = [];

        /// <summary>The row of another file that says the same, or almost, or changes the same record.</summary>
        public OtherRow? Other { get; set; }

        /// <summary>What became of it without asking the kind; null when the kind is asked.</summary>
        public ImportOutcome? Outcome { get; set; }

        /// <summary>The number that another system gave; null when the row tells none.</summary>
        public string? OutsideNumber { get; set; }

        /// <summary>The record that has that number, whoever keeps it; null when none has.</summary>
        public (long Id, string Label)? Outside { get; set; }

        /// <summary>The record that somebody chose for it.</summary>
        public long? RecordId { get; set; }

        /// <summary>The record that it changes; null for a new one, or one that is not there.</summary>
        public T? Present { get; set; }

        public bool IsChange => row.Identifier is not null || RecordId is not null;

        public bool IsAsked => Outcome is null;
    }
}
