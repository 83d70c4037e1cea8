using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

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
    /// <exception cref="UnauthorizedAccessException">The caller may not enter records of the street.</exception>
    public Task<Saved> EnterAsync(CurrentUser caller, FieldValues<T> values, Guid? requestId, CancellationToken cancellationToken)
    {
        // What a community keeps is refused beside the field that names the community.
        if (!typeof(CommunityRecord).IsAssignableFrom(typeof(T)) && !caller.MayEnter<T>()) throw new UnauthorizedAccessException("The caller may not enter records of the street.");
        return writer.AddAsync(caller, requestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, values, null, check, cancellationToken);
            var record = Kind.New();
            var draft = Kind.Draft(record, values, isNew: true, by, check);
            await CheckStoredAsync(new(db, draft, null, true, check), cancellationToken);
            Kind.Take(record, draft, check);
            return record;
        }, cancellationToken);
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectRecord<T> input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, by) =>
        {
            var check = new ValidationContext();
            await CheckReferencesAsync(db, caller, input.Values, record, check, cancellationToken);
            var draft = Kind.Draft(record, input.Values, isNew: false, by, check);
            await CheckStoredAsync(new(db, draft, record, Kind.Differences(record, draft).Count > 0, check), cancellationToken);
            Kind.Take(record, draft, check);
        }, cancellationToken, Kind.With);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<T>(caller, input, cancellationToken);

    /// <summary>Takes an archived record back, unless others stand against it by now.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<T>(caller, input, async (db, record, _) =>
        {
            var check = new ValidationContext();
            await CheckStoredAsync(new(db, record, record, true, check), cancellationToken);
            check.ThrowIfAny();
            record.Restore();
        }, cancellationToken, isArchived: true);

    private static Task CheckStoredAsync(PendingChange<T> change, CancellationToken cancellationToken) => Kind.StoreRules?.Invoke(change, cancellationToken) ?? Task.CompletedTask;

    /// <summary>What a record refers to must be there and open to the caller; what it refers to already may stay, archived since or not.</summary>
    private static async Task CheckReferencesAsync(
        DashboardDbContext db, CurrentUser caller, FieldValues<T> values, T? present, ValidationContext check, CancellationToken cancellationToken)
    {
        var before = (present as CommunityRecord)?.CommunityId;
        var communityId = before;
        if (Kind.Fields.FirstOrDefault(field => field.Type == FieldDataType.Community) is { } community && (present is null || (!community.IsFixed && values.Has(community))))
        {
            communityId = (int?)values[community];
            if (communityId is { } id && id != 0)
                check.That(caller.MayWrite && caller.Sees(id) && await db.Communities.AnyAsync(one => one.Id == id, cancellationToken), community.Key, id, Rule.Unknown);
        }

        foreach (var field in Kind.Fields.Where(field => field is { Type: FieldDataType.Reference, IsEntered: true }))
        {
            var was = present is null ? null : field.Read(present);
            if ((present is null || values.Has(field) ? values[field] : was) is not long id) continue;
            // What belongs to a community does not follow a record into another.
            if (Equals(was, id) && (!field.Source!.IsOfCommunity || communityId == before)) continue;
            check.That(await field.Source!.ExistsAsync(db, caller, id, communityId, cancellationToken), field.Key, id, Rule.Unknown);
        }
    }
}
