using Concentric.Data;
using Concentric.Metrics;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>
/// Enters, corrects and archives claims, for those who keep them (<see cref="CurrentUser.MayKeepFigures"/>). Refuses by
/// <see cref="RefusedException"/>; for others there is no such record (<see cref="RecordNotFoundException"/>).
/// </summary>
public sealed class PublishedFigureCommands(RecordWriter writer, MetricCatalogue catalogue)
{
    /// <exception cref="UnauthorizedAccessException">The caller may not keep claims.</exception>
    public Task<Saved> PublishAsync(CurrentUser caller, PublishFigure input, CancellationToken cancellationToken)
    {
        if (!caller.MayEnter<PublishedFigure>()) throw new UnauthorizedAccessException("The caller may not keep published figures.");
        return writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckOwnerAsync(db, input.Details.OwnerId, null, check, cancellationToken);
            return PublishedFigure.Publish(input.Details, await FigureNames.ReadAsync(db, cancellationToken), catalogue, by, check);
        }, cancellationToken);
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectFigure input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<PublishedFigure>(caller, input, async (db, figure, by) =>
        {
            var check = new ValidationContext();
            await CheckOwnerAsync(db, input.Details.OwnerId, figure.OwnerId, check, cancellationToken);
            figure.Correct(input.Details, await FigureNames.ReadAsync(db, cancellationToken), catalogue, by, check);
        }, cancellationToken);

    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<PublishedFigure>(caller, input, cancellationToken);

    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) => writer.RestoreAsync<PublishedFigure>(caller, input, cancellationToken);

    /// <summary>Accounts that may answer for a claim.</summary>
    internal static IQueryable<DashboardUser> Owners(DashboardDbContext db) =>
        db.Users.Where(user => !user.IsDisabled && (user.Role == Role.Leader || user.Role == Role.Analyst || user.Role == Role.Administrator));

    private static async Task CheckOwnerAsync(DashboardDbContext db, int? owner, int? present, ValidationContext check, CancellationToken cancellationToken)
    {
        if (owner is { } id && id != present) check.That(await Owners(db).AnyAsync(user => user.Id == id, cancellationToken), nameof(PublishedFigure.OwnerId), id, Rule.Unknown);
    }
}
