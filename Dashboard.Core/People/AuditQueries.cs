using Concentric.Data;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>The audit trail for administrators, the newest line first.</summary>
public sealed class AuditQueries(IDbContextFactory<DashboardDbContext> factory)
{
    /// <summary>One page of lines, and how many there are on all.</summary>
    /// <param name="kind">Only lines about this kind, as <c>account</c>; null for all.</param>
    /// <param name="page">From 1.</param>
    /// <exception cref="AccountException">The caller is no administrator.</exception>
    public async Task<(int Total, IReadOnlyList<AuditEntry> Lines)> ReadAsync(Caller caller, string? kind, int page, int pageSize, CancellationToken cancellationToken)
    {
        if (caller.Role != Role.Administrator) throw new AccountException(AccountProblem.NotAllowed);
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var lines = db.AuditEntries.AsNoTracking().Where(line => kind == null || line.Kind == kind);
        var total = await lines.CountAsync(cancellationToken);
        return (total, await lines.OrderByDescending(line => line.Id).Skip((page - 1) * pageSize).Take(pageSize).ToListAsync(cancellationToken));
    }

    /// <summary>The kinds that have lines.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.Select(line => line.Kind).Distinct().OrderBy(kind => kind).ToListAsync(cancellationToken);
    }
}
