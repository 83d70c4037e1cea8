using Concentric.Activities;
using Concentric.Alerts;
using Concentric.Attachments;
using Concentric.Calendar;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Data.Search;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Jobs;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Notices;
using Concentric.Notices.Channels;
using Concentric.Overview;
using Concentric.Petitions;
using Concentric.Profiles;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Settings;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;
using Concentric.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Concentric.Registration;

/// <summary>Registers what enters and changes records. Needs the store and the office's clock.</summary>
public static class RecordServices
{
    public static IServiceCollection AddRecords(this IServiceCollection services)
    {
        services.TryAddFixed(new HazardSettings());
        services.TryAddSingleton<Ledgers.CommunityDirectory>();
        services.TryAddFixed(new WorkSettings());
        services.TryAddFixed(new Instructions.EscalationSettings());
        services.TryAddFixed(new Anomalies.AnomalySettings());
        foreach (var kind in AllKinds.List) services.AddSingleton(kind.Registered);
        return services
            .AddSingleton(typeof(RecordCommands<>))
            .AddSingleton(typeof(RecordQueries<>))
            .AddSingleton(typeof(IArchiveCommands<>), typeof(RecordCommands<>))
            .AddSingleton(typeof(BulkChanges<>))
            .AddSingleton<Lists.Personal.PersonalLists>()
            .AddSingleton<IStoreSeed, ReferenceData>()
            .AddSingleton<ISaveFollower, StepNotices>()
            .AddSingleton<WorkingCalendars>()
            .AddSingleton<CalendarCommands>()
            .AddSingleton<CalendarQueries>()
            .AddSingleton<ICalendarFollower, PetitionWorkingDays>()
            .AddSingleton<IDueDayFollower, PetitionDueDays>()
            .AddSingleton<IDueDayFollower, HazardDueDays>()
            .AddSingleton<IDueDayFollower, CommitmentDueDays>()
            .AddSingleton<RecordNumbers>()
            .AddSingleton<RecordWriter>()
            .AddSingleton<RecordRegister>()
            .AddSingleton(provider => SearchIndex.Of(provider.GetRequiredService<StoreOptions>().Provider))
            .AddSingleton<SearchCandidates>()
            .AddSingleton<ExportedLists>()
            .AddSingleton<ExportedList, CommunityExport>()
            .AddSingleton<ExportedList, CalendarExport>()
            .AddSingleton<CommunityCommands>()
            .AddSingleton<HouseholdCountCommands>()
            .AddSingleton<CommunityQueries>()
            .AddSingleton<RecordHistories>()
            .AddSingleton<PersonalData>()
            .AddSingleton<RecordStates>()
            .AddSingleton<ListMoments>()
            .AddSingleton<IListDay, EscalationDay>()
            .AddSingleton<ListQueries>()
            .AddSingleton<WorkQueries>()
            .AddSingleton<Communities.PostingCommands>()
            .AddSingleton<Communities.WorkerQueries>()
            .AddSingleton<Communities.TalentQueries>()
            .AddSingleton<Rotation.RotationQueries>()
            .AddSingleton<NoticeQueries>()
            .AddSingleton<NoticeCommands>()
            .AddSingleton<NoticeChannels>()
            .AddSingleton<NoticeMails>()
            .AddSingleton<DailyNotices>()
            .AddSingleton<Escalations>()
            .AddSingleton<Instructions.InstructionCommands>()
            .AddSingleton<Instructions.BulkInstructions>()
            .AddSingleton<Instructions.InstructionQueries>()
            .AddSingleton<Instructions.InCharge>()
            .AddSingleton<AdministratorNotices>()
            .AddSingleton<CalendarYears.CalendarYearWatch>()
            .AddSingleton<IJobWatch>(provider => provider.GetRequiredService<AdministratorNotices>())
            .AddSingleton<Robots.IRobotWatch>(provider => provider.GetRequiredService<AdministratorNotices>())
            .AddSingleton<CoBuilderDirectory>()
            .AddSingleton<ProgrammeDirectory>()
            .AddSingleton<FirstRun.FirstRunGuide>()
            .AddSingleton<Metrics.TargetDirectory>()
            .AddSingleton<Metrics.TargetCommands>()
            .AddSingleton<ProcessCharts.ProcessEventCommands>()
            .AddSingleton<ProgrammeQueries>()
            .AddSingleton<ProgrammeCommands>()
            .AddSingleton<ServiceCommands>()
            .AddSingleton<Anomalies.AnomalyQueries>()
            .AddArchiving<Petition, PetitionCommands>()
            .AddSingleton<PetitionQueries>()
            .AddSingleton<PetitionCategoryCommands>()
            .AddSingleton<OfficeTermLists>()
            .AddSingleton<IStoreSeed>(provider => provider.GetRequiredService<OfficeTermLists>())
            .AddSingleton<ISaveFollower, TermAdoption>()
            .AddArchiving<Hazard, HazardCommands>()
            .AddSingleton<HazardQueries>()
            .AddSingleton<AttachmentFiles>()
            .AddSingleton<AttachmentIntake>()
            .AddSingleton<AttachmentCommands>()
            .AddSingleton<AttachmentQueries>()
            .AddSingleton<AttachmentArchive>()
            .AddSingleton<AttachmentCleaning>()
            .AddSingleton<WaitingAttachments>()
            .AddSingleton<ISaveFollower, AttachmentAdoption>()
            .AddSingleton<HazardPhotoFiles>()
            .AddSingleton<HazardPhotoCleaning>()
            .AddSingleton<HazardPhotoCommands>()
            .AddSingleton<CoBuilderQueries>()
            .AddArchiving<Project, ProjectCommands>()
            .AddSingleton<ProjectQueries>()
            .AddArchiving<Meeting, MeetingCommands>()
            .AddSingleton<MeetingQueries>()
            .AddSingleton<CommitmentCommands>()
            .AddSingleton<CommitmentQueries>()
            .AddSingleton(RegisteredKind.Of(RotaList.List))
            .AddSingleton<RotaCommands>()
            .AddSingleton<RotaQueries>()
            .AddSingleton<Overview.OverviewLists>()
            .AddSingleton<AgendaQueries>()
            .AddSingleton<VisitCommands>()
            .AddSingleton<HouseholdQueries>()
            .AddSingleton<WishCommands>()
            .AddSingleton<WishQueries>()
            .AddSingleton<AgreementQueries>()
            .AddArchiving<VolunteerClaim, VolunteerClaimCommands>()
            .AddSingleton<VolunteerQueries>()
            .AddSingleton<VolunteerTimeCommands>()
            .AddSingleton<CycleCommands>()
            .AddSingleton<JudgementCommands>()
            .AddSingleton<ExportedList, JudgementExport>()
            .AddSingleton<AdjustmentCommands>()
            .AddSingleton<Hall>()
            .AddSingleton<AwardCommands>()
            .AddSingleton<AwardQueries>()
            .AddSingleton<OfficeSeal>()
            .AddSingleton<EvaluationQueries>()
            .AddArchiving<Activity, ActivityCommands>()
            .AddSingleton(provider => provider.GetRequiredService<PetitionCommands>().Extending)
            .AddSingleton(provider => provider.GetRequiredService<PetitionCommands>().Assigning)
            .AddSingleton(provider => provider.GetRequiredService<PetitionCommands>().Settling)
            .AddSingleton(provider => provider.GetRequiredService<HazardCommands>().Extending)
            .AddSingleton(provider => provider.GetRequiredService<HazardCommands>().Assigning)
            .AddPublishedFigures()
            .AddAlerts();
    }

    /// <summary>Commands that archive records of their kind in their own way.</summary>
    private static IServiceCollection AddArchiving<T, TCommands>(this IServiceCollection services)
        where T : EnteredRecord
        where TCommands : class, IArchiveCommands<T> =>
        services.AddSingleton<TCommands>().AddSingleton<IArchiveCommands<T>>(provider => provider.GetRequiredService<TCommands>());
}
