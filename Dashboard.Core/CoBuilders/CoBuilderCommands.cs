using System.Globalization;
using Concentric.Data;
using Concentric.People;
using Concentric.Rules;
using Microsoft.EntityFrameworkCore;

namespace Concentric.CoBuilders;

/// <summary>
/// Enters and corrects co-builders, for those who keep the street (<see cref="CurrentUser.MayKeepStreet"/>). Refuses by
/// <see cref="RefusedException"/>; for others there is no such record (<see cref="RecordNotFoundException"/>).
/// </summary>
public sealed class CoBuilderCommands(RecordWriter writer)
{
    /// <exception cref="UnauthorizedAccessException">The caller does not keep the street.</exception>
    public Task<Saved> RecordAsync(CurrentUser caller, RecordCoBuilder input, CancellationToken cancellationToken)
    {
        if (!caller.MayEnter<CoBuilder>()) throw new UnauthorizedAccessException("The caller may not enter records of the street.");
        return writer.AddAsync(caller, input.RequestId, async (db, by) =>
        {
            var check = new ValidationContext();
            await CheckNameAsync(db, input.Details.Name, null, check, cancellationToken);
            return CoBuilder.Join(input.Details, by, check);
        }, cancellationToken);
    }

    public Task<Saved> CorrectAsync(CurrentUser caller, CorrectCoBuilder input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<CoBuilder>(caller, input, async (db, coBuilder, by) =>
        {
            var check = new ValidationContext();
            await CheckNameAsync(db, input.Details.Name, coBuilder.Id, check, cancellationToken);
            if (input.Details.MergedIntoId is { } into && into != coBuilder.MergedIntoId) await check.CheckCoBuildersAsync(db, nameof(input.Details.MergedIntoId), [into], cancellationToken);
            coBuilder.Correct(input.Details, by, check);
        }, cancellationToken);

    /// <summary>Archives it: it is offered no longer. What it gave stays.</summary>
    public Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken) => writer.ArchiveAsync<CoBuilder>(caller, input, cancellationToken);

    /// <summary>Takes an archived one back, unless another has its name by now.</summary>
    public Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken) =>
        writer.ChangeAsync<CoBuilder>(caller, input, async (db, coBuilder, _) =>
        {
            var check = new ValidationContext();
            await CheckNameAsync(db, coBuilder.Name, coBuilder.Id, check, cancellationToken);
            check.ThrowIfAny();
            coBuilder.Restore();
        }, cancellationToken, isArchived: true);

    private static async Task CheckNameAsync(DashboardDbContext db, string? name, long? self, ValidationContext check, CancellationToken cancellationToken)
    {
        var clean = PlainText.Clean(name);
        if (clean is null) return;
        var other = await db.CoBuilders.Where(unit => unit.ArchivedAt == null && unit.Name == clean && unit.Id != self).Select(unit => (long?)unit.Id).FirstOrDefaultAsync(cancellationToken);
        check.That(other is null, nameof(CoBuilder.Name), clean, Rule.Registered, other?.ToString(CultureInfo.InvariantCulture) ?? "");
    }
}
