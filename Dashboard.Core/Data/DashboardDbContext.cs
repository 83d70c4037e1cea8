using Concentric.Activities;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Hazards;
using Concentric.Imports.Runs;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.People;
using Concentric.Petitions;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Data;

/// <summary>The store. One context per operation; the two derived contexts only choose the provider and hold its migrations.</summary>
public abstract class DashboardDbContext(DbContextOptions options)
    : IdentityUserContext<DashboardUser, int>(options), IDataProtectionKeyContext
{
    public DbSet<Community> Communities => Set<Community>();

    public DbSet<Worker> Workers => Set<Worker>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Household> Households => Set<Household>();

    public DbSet<Programme> Programmes => Set<Programme>();

    public DbSet<Petition> Petitions => Set<Petition>();

    public DbSet<PetitionStep> PetitionSteps => Set<PetitionStep>();

    public DbSet<PetitionRound> PetitionRounds => Set<PetitionRound>();

    public DbSet<PetitionCategory> PetitionCategories => Set<PetitionCategory>();

    public DbSet<Hazard> Hazards => Set<Hazard>();

    public DbSet<HazardStep> HazardSteps => Set<HazardStep>();

    public DbSet<HazardRound> HazardRounds => Set<HazardRound>();

    public DbSet<HazardPhoto> HazardPhotos => Set<HazardPhoto>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<Meeting> Meetings => Set<Meeting>();

    public DbSet<Commitment> Commitments => Set<Commitment>();

    public DbSet<HostTurn> HostTurns => Set<HostTurn>();

    public DbSet<Visit> Visits => Set<Visit>();

    public DbSet<VisitHousehold> VisitHouseholds => Set<VisitHousehold>();

    public DbSet<Errand> Errands => Set<Errand>();

    public DbSet<Project> Projects => Set<Project>();

    public DbSet<Agreement> Agreements => Set<Agreement>();

    public DbSet<Output> Outputs => Set<Output>();

    public DbSet<Wish> Wishes => Set<Wish>();

    public DbSet<Volunteer> Volunteers => Set<Volunteer>();

    public DbSet<VolunteerPost> VolunteerPosts => Set<VolunteerPost>();

    public DbSet<VolunteerClaim> VolunteerClaims => Set<VolunteerClaim>();

    public DbSet<CoBuilder> CoBuilders => Set<CoBuilder>();

    public DbSet<Contribution> Contributions => Set<Contribution>();

    public DbSet<EvaluationCycle> EvaluationCycles => Set<EvaluationCycle>();

    public DbSet<Judgement> Judgements => Set<Judgement>();

    public DbSet<Adjustment> Adjustments => Set<Adjustment>();

    public DbSet<Appeal> Appeals => Set<Appeal>();

    public DbSet<CommitmentTakeover> CommitmentTakeovers => Set<CommitmentTakeover>();

    public DbSet<UnitResult> UnitResults => Set<UnitResult>();

    public DbSet<Nomination> Nominations => Set<Nomination>();

    public DbSet<Award> Awards => Set<Award>();

    public DbSet<VolunteerTime> VolunteerTimes => Set<VolunteerTime>();

    public DbSet<CalendarDay> CalendarDays => Set<CalendarDay>();

    public DbSet<PublishedFigure> PublishedFigures => Set<PublishedFigure>();

    public DbSet<ClaimStanding> ClaimStandings => Set<ClaimStanding>();

    public DbSet<MetricTarget> MetricTargets => Set<MetricTarget>();

    public DbSet<ExportSchedule> ExportSchedules => Set<ExportSchedule>();

    public DbSet<ExportRun> ExportRuns => Set<ExportRun>();

    public DbSet<ScheduleRecipient> ScheduleRecipients => Set<ScheduleRecipient>();

    public DbSet<ExportDelivery> ExportDeliveries => Set<ExportDelivery>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ChangeLogEntry> ChangeLog => Set<ChangeLogEntry>();

    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();

    public DbSet<StoreFact> StoreFacts => Set<StoreFact>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>On whose behalf this context writes. Set it before changing records; saving changed records without it is an error.</summary>
    public CurrentUser? Actor { get; set; }

    /// <summary>Why the records are changed, for a command that asks for a reason; told in the audit trail.</summary>
    public string? Reason { get; set; }

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
        if (Recorder is not null) return Recorder.SaveAsync(this, token => base.SaveChangesAsync(acceptAllChangesOnSuccess, token), cancellationToken);
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
        builder.ApplyConfigurationsFromAssembly(typeof(DashboardDbContext).Assembly);
        StoreConventions.Apply(builder);
    }
}

/// <summary>The store in SQLite, the embedded default.</summary>
public sealed class SqliteDashboardDbContext(DbContextOptions<SqliteDashboardDbContext> options) : DashboardDbContext(options);

/// <summary>The store in SQL Server.</summary>
public sealed class SqlServerDashboardDbContext(DbContextOptions<SqlServerDashboardDbContext> options) : DashboardDbContext(options);
