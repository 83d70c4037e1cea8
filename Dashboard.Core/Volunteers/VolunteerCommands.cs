using System.Globalization;
using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Volunteers;

/// <summary>
/// Registers and corrects volunteers. Every method refuses by <see cref="RefusedException"/>, answers
/// <see cref="RecordNotFoundException"/> for what the caller may not change, and <see cref="EditedMeanwhileException"/> when
/// somebody else was faster.
/// </summary>
public sealed class VolunteerCommands(RecordWriter writer)
{
    public Task<Saved> RecordAsync(CurrentUser caller, RecordVolunteer input, CancellationToken cancellationToken) =>
        writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckAsync(db, caller, input.Details, null, check, cancellationToken);
            return Volunteer.Register(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectVolunteer input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Volunteer>(caller, input, async (db, volunteer, by) =>
        {
            var check = new ValidationContext();
            await CheckAsync(db, caller, input.Details, volunteer, check, cancellationToken);
            volunteer.Correct(input.Details, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<Volunteer>(caller, input, cancellationToken);

    /// <summary>Takes an archived volunteer back, unless the same person has been registered anew since.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<Volunteer>(caller, input, async (db, volunteer, _) =>
        {
            var check = new ValidationContext();
            await CheckAsync(db, caller, new(volunteer.CommunityId, volunteer.RegisteredOn), volunteer, check, cancellationToken);
            check.ThrowIfAny();
            volunteer.Restore();
        }, cancellationToken, isArchived: true);

    /// <summary>Nobody is registered twice in a community: the same name with the same phone, or both without one, are one person.</summary>
    private static async Task CheckAsync(DashboardDbContext db, CurrentUser caller, VolunteerDetails details, Volunteer? present, ValidationContext check, CancellationToken cancellationToken)
    {
        await check.CheckKeptByAsync(db, caller, details.CommunityId, cancellationToken);
        var name = PlainText.Clean(details.Name) ?? present?.Name;
        var phone = new ValidationContext().Phone(nameof(details.Phone), details.Phone, present?.Phone) ?? (details.ClearsPhone ? null : present?.Phone);
        var self = present?.Id ?? 0;
        var other = await db.Volunteers.Where(one => one.CommunityId == details.CommunityId && one.Name == name && one.Phone == phone && one.ArchivedAt == null && one.Id != self)
            .Select(one => (long?)one.Id).FirstOrDefaultAsync(cancellationToken);
        check.That(other is null, Volunteer.NameField, null, Rule.Registered, other?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
