using Concentric.Data;

namespace Concentric.Programmes;

/// <summary>What names programmes by key and not by a reference, and so must be told when one is merged into another.</summary>
public interface IProgrammeMentions
{
    /// <summary>How many records name each of the programmes; those that none names may be missing.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(DashboardDbContext db, IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken);

    /// <summary>Names the other one instead, in the open transaction.</summary>
    /// <returns>How many records are different now.</returns>
    Task<int> MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken);
}
