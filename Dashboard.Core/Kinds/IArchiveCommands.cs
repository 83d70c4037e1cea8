using Concentric.Data;

namespace Concentric.Kinds;

/// <summary>
/// Archives and restores records of a kind, whatever else that takes. <see cref="RecordCommands{T}"/>, unless the kind has commands of
/// its own; those are registered for their kind.
/// </summary>
public interface IArchiveCommands<T>
    where T : EnteredRecord
{
    /// <summary>Takes a record out of the figures.</summary>
    Task<Saved> ArchiveAsync(CurrentUser caller, ArchiveRecord input, CancellationToken cancellationToken);

    /// <summary>Takes an archived record back.</summary>
    Task<Saved> RestoreAsync(CurrentUser caller, RestoreRecord input, CancellationToken cancellationToken);
}
