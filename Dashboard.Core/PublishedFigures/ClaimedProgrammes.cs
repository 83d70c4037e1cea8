using Concentric.Data;
using Concentric.Programmes;
using Microsoft.EntityFrameworkCore;

namespace Concentric.PublishedFigures;

/// <summary>Figures claimed in public name programmes by key.</summary>
internal sealed class ClaimedProgrammes : IProgrammeMentions
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(DashboardDbContext db, IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken)
    {
        var claims = await db.PublishedFigures.AsNoTracking().Select(claim => new { claim.Mechanism, claim.Programmes })
            .ToListAsync(cancellationToken);
        return claims.SelectMany(claim => KeysIn(claim.Programmes).Append(claim.Mechanism).Distinct()).Where(keys.Contains)
            .GroupBy(key => key).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>One by one and through the store's own path, so that each claim has its version and its line in the audit trail.</summary>
    public async Task<int> MoveAsync(DashboardDbContext db, string from, string to, CancellationToken cancellationToken)
    {
        var moved = 0;
        foreach (var claim in await db.PublishedFigures.AsTracking().ToListAsync(cancellationToken))
        {
            var named = KeysIn(claim.Programmes);
            if (claim.Mechanism != from && !named.Contains(from)) continue;
            if (claim.Mechanism == from) claim.Mechanism = to;
            if (named.Contains(from)) claim.Programmes = string.Join(',', named.Select(key => key == from ? to : key).Distinct());
            claim.Version++;
            moved++;
        }

        return moved;
    }

    private static string[] KeysIn(string? programmes) => programmes?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
}
