using System.Runtime.CompilerServices;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Meetings;
using Concentric.Petitions;
using Concentric.Projects;
using Concentric.PublishedFigures;
using Concentric.Visits;
using Concentric.Volunteers;
using Concentric.Wishes;

namespace Concentric.Registration;

/// <summary>The kinds of records that are declared by their fields. A new kind adds one line.</summary>
internal static class DeclaredKinds
{
    // As the assembly is loaded: kinds are asked for by pages, imports and tests that share no other beginning.
#pragma warning disable CA2255
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Declare() => AllKinds.Declare(() =>
    [
        ActivityRecords.Kind,
        AgreementRecords.Kind,
        CoBuilderRecords.Kind,
        CommitmentRecords.Kind,
        ContributionRecords.Kind,
        ErrandRecords.Kind,
        HazardRecords.Kind,
        MeetingRecords.Kind,
        OutputRecords.Kind,
        PetitionRecords.Kind,
        PostingRecords.Kind,
        ProjectRecords.Kind,
        PublishedFigureRecords.Kind,
        VisitRecords.Kind,
        VolunteerClaimRecords.Kind,
        VolunteerPostRecords.Kind,
        VolunteerRecords.Kind,
        VolunteerTimeRecords.Kind,
        WishRecords.Kind,
        WorkerRecords.Kind,
    ]);
}
