using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Kinds;

/// <summary>What is to be different about a record.</summary>
/// <param name="Values">The fields that are spoken of; the others stay as they are.</param>
public sealed record CorrectRecord<T>(long Id, int Version, FieldValues<T> Values) : RecordInput(Id, Version)
    where T : EnteredRecord;

/// <summary>
/// Enters and corrects records of a declared kind. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class RecordCommands<T>(RecordWriter writer, RecordNumbers numbers) : IArchiveCommands<T>
    where T : EnteredRecord
{
    private static RecordKind<T> Kind => AllKinds.Of<T>();

    /// <summary>Enters a record, and gives it its number when its kind has them.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    /// <exception cref="UnauthorizedAccessException">The caller may not enter such records.</exception>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<T> values, Guid? requestId, CancellationToken cancellationToken)
    {
        // What a community keeps is refused beside the field that names the community, where the form has one.
        if (!caller.MayEnter<T>() && !Kind.Entered.Any(field => field.Type == FieldDataType.Community))
            throw new UnauthorizedAccessException("The caller may not enter such records.");
        return writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            var record = Kind.New();
            var draft = Kind.Draft(record, values, isNew: true, by, check, await IncludeAsync(db, values, null, check, cancellationToken));
            await CheckStoredAsync(new(db, draft, null, true, check), cancellationToken);
            Kind.Take(record, draft, isNew: true, by, check);
            if (Kind.NumberPrefix is { } prefix && record is INumberedRecord numbered)
                numbered.Number = await numbers.NextAsync(prefix, numbered.NumberYear, cancellationToken);
            return record;
        }, cancellationToken);
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<T> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, record, cancellationToken);
            db.Reason = Kind.ReasonOf(input.Values);
            var draft = Kind.Draft(record, input.Values, isNew: false, by, check,
                await IncludeAsync(db, input.Values, record, check, cancellationToken));
            await CheckStoredAsync(new(db, draft, record, Kind.Differences(record, draft).Count > 0, check), cancellationToken);
            Kind.Take(record, draft, isNew: false, by, check);
        }, cancellationToken, Kind.WithIncluded);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, (_, record, by) =>
        {
            Kind.CheckWritable(record);
            record.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken);

    /// <summary>Takes an archived record back, unless others stand against it by now.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, _) =>
        {
            Kind.CheckWritable(record);
            var check = new ValidationContext();
            await CheckStoredAsync(new(db, record, record, true, check), cancellationToken);
            check.ThrowIfAny();
            record.Restore();
        }, cancellationToken, isArchived: true);

    private static Task CheckStoredAsync(PendingChange<T> change, CancellationToken cancellationToken) =>
        Kind.StoreRules?.Invoke(change, cancellationToken) ?? Task.CompletedTask;

    /// <summary>The records newly referred to that rules look at.</summary>
    private static async Task<IReadOnlyDictionary<string, object?>> IncludeAsync(
        DashboardDbContext db, FieldValues<T> values, T? present, ValidationContext check, CancellationToken cancellationToken)
    {
        var included = new Dictionary<string, object?>();
        foreach (var field in Kind.Fields.Where(field => field.IsIncluded && values[field] is not null && !check.Has(field.Key)))
        {
            if (present is not null && Equals(values[field], field.Read(present))) continue;
            var type = typeof(T).GetProperty(field.Navigation!)!.PropertyType;
            included[field.Key] = await db.FindAsync(type, [FieldValue.Stored(field, values[field])], cancellationToken);
        }

        return included;
    }
}
