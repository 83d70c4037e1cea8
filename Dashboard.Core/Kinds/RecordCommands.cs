using Concentric.Data;
using Concentric.People;
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
public sealed class RecordCommands<T>(RecordWriter writer)
    where T : EnteredRecord
{
    private static RecordKind<T> Kind => AllKinds.Of<T>();

    /// <summary>Enters a record.</summary>
    /// <param name="requestId">Made by the form, so that sending it twice enters it once.</param>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<T> values, Guid? requestId, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, values, null, cancellationToken);
            return Kind.Make(values, by, check, await IncludeAsync(db, values, null, check, cancellationToken));
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<T> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, record, cancellationToken);
            db.Reason = Kind.ReasonOf(input.Values);
            Kind.Correct(record, input.Values, by, check, await IncludeAsync(db, input.Values, record, check, cancellationToken));
        }, cancellationToken, with: Kind.WithIncluded);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, (_, record, by) =>
        {
            Kind.CheckWritable(record);
            record.Archive(input.Reason, by);
            return Task.CompletedTask;
        }, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, (_, record, _) =>
        {
            Kind.CheckWritable(record);
            record.Restore();
            return Task.CompletedTask;
        }, cancellationToken, isArchived: true);

    /// <summary>The records newly referred to that rules look at.</summary>
    private static async Task<IReadOnlyDictionary<string, object?>> IncludeAsync(DashboardDbContext db, FieldValues<T> values, T? present, ValidationContext check, CancellationToken cancellationToken)
    {
        var included = new Dictionary<string, object?>();
        foreach (var field in Kind.Fields.Where(field => field.IsIncluded && values[field] is not null && !check.Has(field.Key)))
        {
            if (present is not null && Equals(values[field], field.Read(present))) continue;
            included[field.Key] = await db.FindAsync(typeof(T).GetProperty(field.Navigation!)!.PropertyType, [FieldValue.Stored(field, values[field])], cancellationToken);
        }

        return included;
    }
}
