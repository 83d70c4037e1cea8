namespace Concentric.Data;

/// <summary>
/// Adds rows that follow from what is saved, as the notices of a step: to the same context and the same transaction, whichever command
/// or import saves.
/// </summary>
public interface ISaveFollower
{
    /// <summary>Looks at what a context is about to save; changes have been detected.</summary>
    /// <returns>Called when the save has given the keys; null when nothing follows.</returns>
    AddFollowing? Find(DashboardDbContext db);
}

/// <summary>Adds the rows to the context, to be saved with the audit trail.</summary>
/// <param name="at">Instant of the save (UTC).</param>
/// <param name="cancellationToken">Gives up.</param>
/// <returns>The row of the change log by which open pages learn of them; null when there were none after all.</returns>
public delegate Task<ChangeLogEntry?> AddFollowing(DateTime at, CancellationToken cancellationToken);
