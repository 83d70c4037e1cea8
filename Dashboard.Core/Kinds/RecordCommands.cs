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
            return Kind.Make(values, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<T> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, by) =>
        {
            var check = new ValidationContext();
            await check.CheckReferencesAsync(db, caller, input.Values, record, cancellationToken);
            Kind.Correct(record, input.Values, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<T>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<T>(caller, input, cancellationToken);
}
