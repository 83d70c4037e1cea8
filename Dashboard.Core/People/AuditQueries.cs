using Concentric.Data;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.People;

/// <summary>Which lines of the audit trail are wanted; what is null narrows nothing.</summary>
/// <param name="Kind">About this kind, as <c>account</c> or <c>petition</c>.</param>
/// <param name="By">Written by whoever has this in the name.</param>
/// <param name="RecordId">About this one.</param>
/// <param name="From">First day, in the office's zone.</param>
/// <param name="To">Last day.</param>
/// <param name="Page">From 1.</param>
public sealed record AuditRequest(string? Kind = null, string? By = null, long? RecordId = null, DateOnly? From = null, DateOnly? To = null,
    int Page = 1)
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Lines are counted up to here.</summary>
    public const int MostCounted = 100_000;
}

/// <summary>The audit trail for administrators, the newest line first.</summary>
public sealed class AuditQueries(IDbContextFactory<DashboardDbContext> factory, OfficeClock clock)
{
    /// <summary>One page of lines, and how many there are on all, counted up to <see cref="AuditRequest.MostCounted"/>.</summary>
    /// <exception cref="AccountException">The caller is no administrator.</exception>
    public async Task<(int Total, IReadOnlyList<AuditEntry> Lines)> ReadAsync(CurrentUser caller, AuditRequest request,
        CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        var lines = Select(db, caller, request);
        var total = await lines.Take(AuditRequest.MostCounted).CountAsync(cancellationToken);
        var skipped = (int)Math.Min((long)(Math.Max(1, request.Page) - 1) * AuditRequest.PageSize, AuditRequest.MostCounted);
        return (total, await lines.OrderByDescending(line => line.Id).Skip(skipped).Take(AuditRequest.PageSize)
            .ToListAsync(cancellationToken));
    }

    /// <summary>All lines, one after the other, in the caller's transaction; and how many they are.</summary>
    /// <exception cref="AccountException">The caller is no administrator.</exception>
    public async Task<(long Total, IAsyncEnumerable<AuditEntry> Lines)> StreamAsync(DashboardDbContext db, CurrentUser caller,
        AuditRequest request, CancellationToken cancellationToken)
    {
        var lines = Select(db, caller, request);
        return (await lines.LongCountAsync(cancellationToken), lines.OrderByDescending(line => line.Id).AsAsyncEnumerable());
    }

    /// <summary>The kinds that have lines.</summary>
    public async Task<IReadOnlyList<string>> KindsAsync(CancellationToken cancellationToken)
    {
        await using var db = await factory.CreateDbContextAsync(cancellationToken);
        return await db.AuditEntries.Select(line => line.Kind).Distinct().OrderBy(kind => kind).ToListAsync(cancellationToken);
    }

    private IQueryable<AuditEntry> Select(DashboardDbContext db, CurrentUser caller, AuditRequest request)
    {
        if (caller.Role != Role.Administrator) throw new AccountException(AccountProblem.NotAllowed);
        var lines = db.AuditEntries.AsNoTracking();
        if (request.Kind is { } kind) lines = lines.Where(line => line.Kind == kind);
        if (request.RecordId is { } id) lines = lines.Where(line => line.RecordId == id);
        if (request.By is { } by) lines = lines.Where(line => line.By.Contains(by));
        if (request.From is { } from)
        {
            var begin = clock.ToUtc(from.ToDateTime(TimeOnly.MinValue));
            lines = lines.Where(line => line.At >= begin);
        }

        if (request.To is { } to)
        {
            var end = clock.ToUtc(to.AddDays(1).ToDateTime(TimeOnly.MinValue));
            lines = lines.Where(line => line.At < end);
        }

        return lines;
    }
}
