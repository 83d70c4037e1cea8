using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>
/// The store. One context per operation; the two derived contexts only choose the provider and hold its migrations. The tables of a
/// feature are extension properties beside its entities (<see cref="StoreSets"/>); in an expression that is translated say <c>db.Set</c>.
/// </summary>
public abstract class DashboardDbContext(DbContextOptions options)
    : IdentityUserContext<DashboardUser, int>(options), IDataProtectionKeyContext
{
    public DbSet<Community> Communities => Set<Community>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ChangeLogEntry> ChangeLog => Set<ChangeLogEntry>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    public DbSet<StoreFact> StoreFacts => Set<StoreFact>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// On whose behalf this context writes. Set it before changing records; saving changed records without it is an error.
    /// </summary>
    public CurrentUser? Actor { get; set; }

    /// <summary>Why the records are changed, for a command that asks for a reason; told in the audit trail.</summary>
    public string? Reason { get; set; }

    /// <summary>True while an import is undone: steps that it entered are taken back, and the audit trail tells which.</summary>
    internal bool IsUndoing { get; set; }

    /// <summary>The instant (UTC) with which the last save was written down; by it a save is known whose answer was lost.</summary>
    internal DateTime? RecordedAt { get; set; }

    /// <summary>True once a transaction has read under another isolation than the usual one, which the connection would keep.</summary>
    internal bool HasRaisedIsolation { get; set; }

    /// <summary>Writes audit and change log beside the records; set by the factory.</summary>
    internal ChangeRecorder? Recorder { get; set; }

    /// <summary>Learns of what fails for the store's sake; set by the factory.</summary>
    internal StoreTrouble? Trouble { get; set; }

    /// <summary>Changes saved in the open transaction, to be announced when it is committed.</summary>
    internal List<ChangeLogEntry> Uncommitted { get; } = [];

    /// <summary>Where change-log rows are gathered instead of being written one for each record; null in the ordinary course.</summary>
    internal Bulk.BulkLog? BulkLog { get; set; }

    /// <summary>Announces what the transaction that has just been committed held.</summary>
    internal void AnnounceCommitted()
    {
        Trouble?.Saved();
        if (Uncommitted.Count == 0) return;
        Recorder?.Announce([.. Uncommitted]);
        Uncommitted.Clear();
    }

    /// <summary>Only for what has no audit trail, as the keys of data protection, which knows no other way.</summary>
    /// <exception cref="NotSupportedException">Records were changed.</exception>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        ChangeTracker.Entries().Any(entry => entry.Entity is Record or IRecordPart && entry.State is not EntityState.Unchanged)
            ? throw new NotSupportedException("Save with SaveChangesAsync: the audit trail is written there.")
            : base.SaveChanges(acceptAllChangesOnSuccess);

    /// <summary>Saves the records with their audit and change-log rows in one transaction, then tells this node's readers.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else saved one of the records in the meantime.</exception>
    /// <exception cref="InvalidOperationException">Records were changed without an <see cref="Actor"/>.</exception>
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (Recorder is not null)
            return Recorder.SaveAsync(this, token => base.SaveChangesAsync(acceptAllChangesOnSuccess, token), cancellationToken);
        this.KeepRounds(mustBeLoaded: false);
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(24);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        foreach (var (entity, table) in StoreSets.OfFeatures) builder.Entity(entity).ToTable(table);
        builder.ApplyConfigurationsFromAssembly(typeof(DashboardDbContext).Assembly);
        StoreConventions.Apply(builder);
    }
}

/// <summary>The store in SQLite, the embedded default.</summary>
public sealed class SqliteDashboardDbContext(DbContextOptions<SqliteDashboardDbContext> options) : DashboardDbContext(options);

/// <summary>The store in SQL Server.</summary>
public sealed class SqlServerDashboardDbContext(DbContextOptions<SqlServerDashboardDbContext> options) : DashboardDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        StoreConventions.HoldFilters(builder);
        // Code by code, as they were folded; and so that a beginning is a range.
        builder.Entity<Search.SearchPosting>().Property(posting => posting.Term).UseCollation(Text.StoreText.SqlServerExact);
    }
}
