using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class FilteredColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Wishes_ClaimedOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_Wishes_RaisedOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_VolunteerTimes_ServedOn_VolunteerId_ActivityId_Minutes_VerifiedOn",
                table: "VolunteerTimes");

            migrationBuilder.DropIndex(
                name: "IX_VolunteerClaims_ClaimedOn_CommunityId_VolunteerId",
                table: "VolunteerClaims");

            migrationBuilder.DropIndex(
                name: "IX_Visits_VisitedOn_CommunityId",
                table: "Visits");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_DueOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_DueOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ReceivedOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_PetitionId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_ClosedOn_CommunityId_IsJoint_Number_WorkingDaysToClose_Outcome_DueOn_ReopenedOn_CallBackOn_PetitionId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_DueOn_CommunityId_IsJoint_Number_ClosedOn",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousClosedOn_ClosedOn_CommunityId_IsJoint",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousConfirmedOn_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResolved",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousResolvedOn_ClosedOn_CommunityId_IsJoint_Outcome",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_ReceivedOn_CommunityId_IsJoint",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_Outputs_RecordedOn_CommunityId_Kind_AmountMilli",
                table: "Outputs");

            migrationBuilder.DropIndex(
                name: "IX_Notices_MailWhen",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Nominations_CycleId_VolunteerId_NominatedBy",
                table: "Nominations");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_HeldOn_CommunityId_IsJoint_Kind",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_Judgements_CycleId_CoBuilderId_Criterion_JudgeId",
                table: "Judgements");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_DueOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_DueOn_CommunityId_RectifiedOn_Severity",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_FoundOn_CommunityId_RectifiedOn",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Severity_DueOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_DueOn_CommunityId_Number_RectifiedOn",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_FoundOn_CommunityId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_OverdueFrom_CommunityId_RectifiedOn_Severity",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_PreviousRectifiedOn_RectifiedOn_CommunityId_IsFireLane",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_PreviousVerifiedOn_VerifiedOn_CommunityId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_RectifiedOn_CommunityId_Number_IsFireLane_OverdueFrom_Severity_ReopenedOn_HazardId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_VerifiedOn_CommunityId_HazardId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_EvaluationCycles_Year",
                table: "EvaluationCycles");

            migrationBuilder.DropIndex(
                name: "IX_Errands_ServedOn_CommunityId_Persons",
                table: "Errands");

            migrationBuilder.DropIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions");

            migrationBuilder.DropIndex(
                name: "IX_CommitmentTakeovers_CommitmentId",
                table: "CommitmentTakeovers");

            migrationBuilder.DropIndex(
                name: "IX_Commitments_DueOn_CommunityId_DoneOn",
                table: "Commitments");

            migrationBuilder.DropIndex(
                name: "IX_Activities_HeldOn_CommunityId_IsJoint_Kind_Attendance_VolunteerAttendance_SavedFen",
                table: "Activities");

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_ClaimedOn_CommunityId",
                table: "Wishes",
                columns: new[] { "ClaimedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId",
                table: "Wishes",
                columns: new[] { "FulfilledOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_RaisedOn_CommunityId",
                table: "Wishes",
                columns: new[] { "RaisedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerTimes_ServedOn_VolunteerId_ActivityId_Minutes_VerifiedOn",
                table: "VolunteerTimes",
                columns: new[] { "ServedOn", "VolunteerId", "ActivityId", "Minutes", "VerifiedOn" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerClaims_ClaimedOn_CommunityId_VolunteerId",
                table: "VolunteerClaims",
                columns: new[] { "ClaimedOn", "CommunityId", "VolunteerId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Visits_VisitedOn_CommunityId",
                table: "Visits",
                columns: new[] { "VisitedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "Category", "ReceivedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_DueOn_CommunityId",
                table: "Petitions",
                columns: new[] { "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt", "ClosedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_DueOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions",
                columns: new[] { "DueOn", "CommunityId", "IsJoint", "ClosedOn", "Stage" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ReceivedOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions",
                columns: new[] { "ReceivedOn", "CommunityId", "IsJoint", "ClosedOn", "Stage" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_PetitionId",
                table: "PetitionRounds",
                columns: new[] { "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction", "PetitionId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_ClosedOn_CommunityId_IsJoint_Number_WorkingDaysToClose_Outcome_DueOn_ReopenedOn_CallBackOn_PetitionId",
                table: "PetitionRounds",
                columns: new[] { "ClosedOn", "CommunityId", "IsJoint", "Number", "WorkingDaysToClose", "Outcome", "DueOn", "ReopenedOn", "CallBackOn", "PetitionId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_DueOn_CommunityId_IsJoint_Number_ClosedOn",
                table: "PetitionRounds",
                columns: new[] { "DueOn", "CommunityId", "IsJoint", "Number", "ClosedOn" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousClosedOn_ClosedOn_CommunityId_IsJoint",
                table: "PetitionRounds",
                columns: new[] { "PreviousClosedOn", "ClosedOn", "CommunityId", "IsJoint" },
                filter: "[ArchivedAt] IS NULL AND [PreviousClosedOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousConfirmedOn_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResolved",
                table: "PetitionRounds",
                columns: new[] { "PreviousConfirmedOn", "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResolved" },
                filter: "[ArchivedAt] IS NULL AND [PreviousConfirmedOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousResolvedOn_ClosedOn_CommunityId_IsJoint_Outcome",
                table: "PetitionRounds",
                columns: new[] { "PreviousResolvedOn", "ClosedOn", "CommunityId", "IsJoint", "Outcome" },
                filter: "[ArchivedAt] IS NULL AND [PreviousResolvedOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_ReceivedOn_CommunityId_IsJoint",
                table: "PetitionRounds",
                columns: new[] { "ReceivedOn", "CommunityId", "IsJoint" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Outputs_RecordedOn_CommunityId_Kind_AmountMilli",
                table: "Outputs",
                columns: new[] { "RecordedOn", "CommunityId", "Kind", "AmountMilli" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MailWhen",
                table: "Notices",
                column: "MailWhen",
                filter: "[MailWhen] IS NOT NULL AND [MailId] IS NULL")
                .Annotation("SqlServer:Include", new[] { "MailId" });

            migrationBuilder.CreateIndex(
                name: "IX_Nominations_CycleId_VolunteerId_NominatedBy",
                table: "Nominations",
                columns: new[] { "CycleId", "VolunteerId", "NominatedBy" },
                unique: true,
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_HeldOn_CommunityId_IsJoint_Kind",
                table: "Meetings",
                columns: new[] { "HeldOn", "CommunityId", "IsJoint", "Kind" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Judgements_CycleId_CoBuilderId_Criterion_JudgeId",
                table: "Judgements",
                columns: new[] { "CycleId", "CoBuilderId", "Criterion", "JudgeId" },
                unique: true,
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Category", "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_DueOn_CommunityId",
                table: "Hazards",
                columns: new[] { "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt", "RectifiedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_DueOn_CommunityId_RectifiedOn_Severity",
                table: "Hazards",
                columns: new[] { "DueOn", "CommunityId", "RectifiedOn", "Severity" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_FoundOn_CommunityId_RectifiedOn",
                table: "Hazards",
                columns: new[] { "FoundOn", "CommunityId", "RectifiedOn" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards",
                columns: new[] { "RectifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Severity_DueOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Severity", "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt", "RectifiedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_DueOn_CommunityId_Number_RectifiedOn",
                table: "HazardRounds",
                columns: new[] { "DueOn", "CommunityId", "Number", "RectifiedOn" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_FoundOn_CommunityId",
                table: "HazardRounds",
                columns: new[] { "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_OverdueFrom_CommunityId_RectifiedOn_Severity",
                table: "HazardRounds",
                columns: new[] { "OverdueFrom", "CommunityId", "RectifiedOn", "Severity" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_PreviousRectifiedOn_RectifiedOn_CommunityId_IsFireLane",
                table: "HazardRounds",
                columns: new[] { "PreviousRectifiedOn", "RectifiedOn", "CommunityId", "IsFireLane" },
                filter: "[ArchivedAt] IS NULL AND [PreviousRectifiedOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_PreviousVerifiedOn_VerifiedOn_CommunityId",
                table: "HazardRounds",
                columns: new[] { "PreviousVerifiedOn", "VerifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [PreviousVerifiedOn] IS NOT NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_RectifiedOn_CommunityId_Number_IsFireLane_OverdueFrom_Severity_ReopenedOn_HazardId",
                table: "HazardRounds",
                columns: new[] { "RectifiedOn", "CommunityId", "Number", "IsFireLane", "OverdueFrom", "Severity", "ReopenedOn", "HazardId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_VerifiedOn_CommunityId_HazardId",
                table: "HazardRounds",
                columns: new[] { "VerifiedOn", "CommunityId", "HazardId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EvaluationCycles_Year",
                table: "EvaluationCycles",
                column: "Year",
                unique: true,
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Errands_ServedOn_CommunityId_Persons",
                table: "Errands",
                columns: new[] { "ServedOn", "CommunityId", "Persons" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions",
                columns: new[] { "GivenOn", "CommunityId", "AmountFen", "Minutes", "CoBuilderId" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_CommitmentTakeovers_CommitmentId",
                table: "CommitmentTakeovers",
                column: "CommitmentId",
                unique: true,
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DueOn_CommunityId_DoneOn",
                table: "Commitments",
                columns: new[] { "DueOn", "CommunityId", "DoneOn" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_HeldOn_CommunityId_IsJoint_Kind_Attendance_VolunteerAttendance_SavedFen",
                table: "Activities",
                columns: new[] { "HeldOn", "CommunityId", "IsJoint", "Kind", "Attendance", "VolunteerAttendance", "SavedFen" },
                filter: "[ArchivedAt] IS NULL")
                .Annotation("SqlServer:Include", new[] { "ArchivedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Wishes_ClaimedOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_Wishes_RaisedOn_CommunityId",
                table: "Wishes");

            migrationBuilder.DropIndex(
                name: "IX_VolunteerTimes_ServedOn_VolunteerId_ActivityId_Minutes_VerifiedOn",
                table: "VolunteerTimes");

            migrationBuilder.DropIndex(
                name: "IX_VolunteerClaims_ClaimedOn_CommunityId_VolunteerId",
                table: "VolunteerClaims");

            migrationBuilder.DropIndex(
                name: "IX_Visits_VisitedOn_CommunityId",
                table: "Visits");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_DueOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_DueOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ReceivedOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_PetitionId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_ClosedOn_CommunityId_IsJoint_Number_WorkingDaysToClose_Outcome_DueOn_ReopenedOn_CallBackOn_PetitionId",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_DueOn_CommunityId_IsJoint_Number_ClosedOn",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousClosedOn_ClosedOn_CommunityId_IsJoint",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousConfirmedOn_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResolved",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_PreviousResolvedOn_ClosedOn_CommunityId_IsJoint_Outcome",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_PetitionRounds_ReceivedOn_CommunityId_IsJoint",
                table: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_Outputs_RecordedOn_CommunityId_Kind_AmountMilli",
                table: "Outputs");

            migrationBuilder.DropIndex(
                name: "IX_Notices_MailWhen",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Nominations_CycleId_VolunteerId_NominatedBy",
                table: "Nominations");

            migrationBuilder.DropIndex(
                name: "IX_Meetings_HeldOn_CommunityId_IsJoint_Kind",
                table: "Meetings");

            migrationBuilder.DropIndex(
                name: "IX_Judgements_CycleId_CoBuilderId_Criterion_JudgeId",
                table: "Judgements");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_DueOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_DueOn_CommunityId_RectifiedOn_Severity",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_FoundOn_CommunityId_RectifiedOn",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_Severity_DueOn_CommunityId",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_DueOn_CommunityId_Number_RectifiedOn",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_FoundOn_CommunityId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_OverdueFrom_CommunityId_RectifiedOn_Severity",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_PreviousRectifiedOn_RectifiedOn_CommunityId_IsFireLane",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_PreviousVerifiedOn_VerifiedOn_CommunityId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_RectifiedOn_CommunityId_Number_IsFireLane_OverdueFrom_Severity_ReopenedOn_HazardId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_HazardRounds_VerifiedOn_CommunityId_HazardId",
                table: "HazardRounds");

            migrationBuilder.DropIndex(
                name: "IX_EvaluationCycles_Year",
                table: "EvaluationCycles");

            migrationBuilder.DropIndex(
                name: "IX_Errands_ServedOn_CommunityId_Persons",
                table: "Errands");

            migrationBuilder.DropIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions");

            migrationBuilder.DropIndex(
                name: "IX_CommitmentTakeovers_CommitmentId",
                table: "CommitmentTakeovers");

            migrationBuilder.DropIndex(
                name: "IX_Commitments_DueOn_CommunityId_DoneOn",
                table: "Commitments");

            migrationBuilder.DropIndex(
                name: "IX_Activities_HeldOn_CommunityId_IsJoint_Kind_Attendance_VolunteerAttendance_SavedFen",
                table: "Activities");

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_ClaimedOn_CommunityId",
                table: "Wishes",
                columns: new[] { "ClaimedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_FulfilledOn_CommunityId",
                table: "Wishes",
                columns: new[] { "FulfilledOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Wishes_RaisedOn_CommunityId",
                table: "Wishes",
                columns: new[] { "RaisedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerTimes_ServedOn_VolunteerId_ActivityId_Minutes_VerifiedOn",
                table: "VolunteerTimes",
                columns: new[] { "ServedOn", "VolunteerId", "ActivityId", "Minutes", "VerifiedOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_VolunteerClaims_ClaimedOn_CommunityId_VolunteerId",
                table: "VolunteerClaims",
                columns: new[] { "ClaimedOn", "CommunityId", "VolunteerId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Visits_VisitedOn_CommunityId",
                table: "Visits",
                columns: new[] { "VisitedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_Category_ReceivedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "Category", "ReceivedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_DueOn_CommunityId",
                table: "Petitions",
                columns: new[] { "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_DueOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions",
                columns: new[] { "DueOn", "CommunityId", "IsJoint", "ClosedOn", "Stage" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ReceivedOn_CommunityId_IsJoint_ClosedOn_Stage",
                table: "Petitions",
                columns: new[] { "ReceivedOn", "CommunityId", "IsJoint", "ClosedOn", "Stage" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_PetitionId",
                table: "PetitionRounds",
                columns: new[] { "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction", "PetitionId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_ClosedOn_CommunityId_IsJoint_Number_WorkingDaysToClose_Outcome_DueOn_ReopenedOn_CallBackOn_PetitionId",
                table: "PetitionRounds",
                columns: new[] { "ClosedOn", "CommunityId", "IsJoint", "Number", "WorkingDaysToClose", "Outcome", "DueOn", "ReopenedOn", "CallBackOn", "PetitionId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_DueOn_CommunityId_IsJoint_Number_ClosedOn",
                table: "PetitionRounds",
                columns: new[] { "DueOn", "CommunityId", "IsJoint", "Number", "ClosedOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousClosedOn_ClosedOn_CommunityId_IsJoint",
                table: "PetitionRounds",
                columns: new[] { "PreviousClosedOn", "ClosedOn", "CommunityId", "IsJoint" },
                filter: "[ArchivedAt] IS NULL AND [PreviousClosedOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousConfirmedOn_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResolved",
                table: "PetitionRounds",
                columns: new[] { "PreviousConfirmedOn", "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResolved" },
                filter: "[ArchivedAt] IS NULL AND [PreviousConfirmedOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PreviousResolvedOn_ClosedOn_CommunityId_IsJoint_Outcome",
                table: "PetitionRounds",
                columns: new[] { "PreviousResolvedOn", "ClosedOn", "CommunityId", "IsJoint", "Outcome" },
                filter: "[ArchivedAt] IS NULL AND [PreviousResolvedOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_ReceivedOn_CommunityId_IsJoint",
                table: "PetitionRounds",
                columns: new[] { "ReceivedOn", "CommunityId", "IsJoint" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Outputs_RecordedOn_CommunityId_Kind_AmountMilli",
                table: "Outputs",
                columns: new[] { "RecordedOn", "CommunityId", "Kind", "AmountMilli" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MailWhen",
                table: "Notices",
                column: "MailWhen",
                filter: "[MailWhen] IS NOT NULL AND [MailId] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Nominations_CycleId_VolunteerId_NominatedBy",
                table: "Nominations",
                columns: new[] { "CycleId", "VolunteerId", "NominatedBy" },
                unique: true,
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Meetings_HeldOn_CommunityId_IsJoint_Kind",
                table: "Meetings",
                columns: new[] { "HeldOn", "CommunityId", "IsJoint", "Kind" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Judgements_CycleId_CoBuilderId_Criterion_JudgeId",
                table: "Judgements",
                columns: new[] { "CycleId", "CoBuilderId", "Criterion", "JudgeId" },
                unique: true,
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Category_FoundOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Category", "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_DueOn_CommunityId",
                table: "Hazards",
                columns: new[] { "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_DueOn_CommunityId_RectifiedOn_Severity",
                table: "Hazards",
                columns: new[] { "DueOn", "CommunityId", "RectifiedOn", "Severity" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_FoundOn_CommunityId_RectifiedOn",
                table: "Hazards",
                columns: new[] { "FoundOn", "CommunityId", "RectifiedOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards",
                columns: new[] { "RectifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_Severity_DueOn_CommunityId",
                table: "Hazards",
                columns: new[] { "Severity", "DueOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [RectifiedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_DueOn_CommunityId_Number_RectifiedOn",
                table: "HazardRounds",
                columns: new[] { "DueOn", "CommunityId", "Number", "RectifiedOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_FoundOn_CommunityId",
                table: "HazardRounds",
                columns: new[] { "FoundOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_OverdueFrom_CommunityId_RectifiedOn_Severity",
                table: "HazardRounds",
                columns: new[] { "OverdueFrom", "CommunityId", "RectifiedOn", "Severity" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_PreviousRectifiedOn_RectifiedOn_CommunityId_IsFireLane",
                table: "HazardRounds",
                columns: new[] { "PreviousRectifiedOn", "RectifiedOn", "CommunityId", "IsFireLane" },
                filter: "[ArchivedAt] IS NULL AND [PreviousRectifiedOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_PreviousVerifiedOn_VerifiedOn_CommunityId",
                table: "HazardRounds",
                columns: new[] { "PreviousVerifiedOn", "VerifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL AND [PreviousVerifiedOn] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_RectifiedOn_CommunityId_Number_IsFireLane_OverdueFrom_Severity_ReopenedOn_HazardId",
                table: "HazardRounds",
                columns: new[] { "RectifiedOn", "CommunityId", "Number", "IsFireLane", "OverdueFrom", "Severity", "ReopenedOn", "HazardId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_VerifiedOn_CommunityId_HazardId",
                table: "HazardRounds",
                columns: new[] { "VerifiedOn", "CommunityId", "HazardId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EvaluationCycles_Year",
                table: "EvaluationCycles",
                column: "Year",
                unique: true,
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Errands_ServedOn_CommunityId_Persons",
                table: "Errands",
                columns: new[] { "ServedOn", "CommunityId", "Persons" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Contributions_GivenOn_CommunityId_AmountFen_Minutes_CoBuilderId",
                table: "Contributions",
                columns: new[] { "GivenOn", "CommunityId", "AmountFen", "Minutes", "CoBuilderId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CommitmentTakeovers_CommitmentId",
                table: "CommitmentTakeovers",
                column: "CommitmentId",
                unique: true,
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Commitments_DueOn_CommunityId_DoneOn",
                table: "Commitments",
                columns: new[] { "DueOn", "CommunityId", "DoneOn" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_HeldOn_CommunityId_IsJoint_Kind_Attendance_VolunteerAttendance_SavedFen",
                table: "Activities",
                columns: new[] { "HeldOn", "CommunityId", "IsJoint", "Kind", "Attendance", "VolunteerAttendance", "SavedFen" },
                filter: "[ArchivedAt] IS NULL");
        }
    }
}
