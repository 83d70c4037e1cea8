using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Rounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_ClosedOn_Outcome",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn_CallBackOn_CallBackValid_CallBackResolved",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_FirstClosedOn_CommunityId_IsJoint_ReopenedCount",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId_IsFireLane_DueOn_Severity",
                table: "Hazards");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_VerifiedOn_CommunityId",
                table: "Hazards");

            migrationBuilder.CreateTable(
                name: "HazardRounds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    HazardId = table.Column<long>(type: "bigint", nullable: false),
                    Severity = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: false),
                    IsFireLane = table.Column<bool>(type: "bit", nullable: false),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    OverdueFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    RectifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VerifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreviousRectifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreviousVerifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Number = table.Column<int>(type: "int", nullable: false),
                    CommunityId = table.Column<int>(type: "int", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReopenedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HazardRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HazardRounds_Hazards_HazardId",
                        column: x => x.HazardId,
                        principalTable: "Hazards",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PetitionRounds",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PetitionId = table.Column<long>(type: "bigint", nullable: false),
                    IsJoint = table.Column<bool>(type: "bit", nullable: false),
                    ReceivedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: true),
                    WorkingDaysToClose = table.Column<int>(type: "int", nullable: true),
                    CallBackOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CallBackValid = table.Column<bool>(type: "bit", nullable: false),
                    CallBackResponded = table.Column<bool>(type: "bit", nullable: false),
                    CallBackResolved = table.Column<bool>(type: "bit", nullable: false),
                    Satisfaction = table.Column<string>(type: "nvarchar(24)", maxLength: 24, nullable: true),
                    PreviousClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreviousResolvedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    PreviousConfirmedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Number = table.Column<int>(type: "int", nullable: false),
                    CommunityId = table.Column<int>(type: "int", nullable: false),
                    ArchivedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ReopenedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PetitionRounds", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PetitionRounds_Petitions_PetitionId",
                        column: x => x.PetitionId,
                        principalTable: "Petitions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_HazardRounds_HazardId_Number",
                table: "HazardRounds",
                columns: new[] { "HazardId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PetitionRounds_PetitionId_Number",
                table: "PetitionRounds",
                columns: new[] { "PetitionId", "Number" },
                unique: true);

            // Before the other indexes, which are made faster over what is there.
            RoundsFill.Apply(migrationBuilder, RoundsFill.SqlServer);

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards",
                columns: new[] { "RectifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HazardRounds");

            migrationBuilder.DropTable(
                name: "PetitionRounds");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId",
                table: "Hazards");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_IsJoint_CallBackValid_CallBackResponded_CallBackResolved_Satisfaction_ClosedOn_Outcome",
                table: "Petitions",
                columns: new[] { "CallBackOn", "CommunityId", "IsJoint", "CallBackValid", "CallBackResponded", "CallBackResolved", "Satisfaction", "ClosedOn", "Outcome" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_WorkingDaysToClose_IsJoint_Outcome_DueOn_CallBackOn_CallBackValid_CallBackResolved",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "WorkingDaysToClose", "IsJoint", "Outcome", "DueOn", "CallBackOn", "CallBackValid", "CallBackResolved" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_FirstClosedOn_CommunityId_IsJoint_ReopenedCount",
                table: "Petitions",
                columns: new[] { "FirstClosedOn", "CommunityId", "IsJoint", "ReopenedCount" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_RectifiedOn_CommunityId_IsFireLane_DueOn_Severity",
                table: "Hazards",
                columns: new[] { "RectifiedOn", "CommunityId", "IsFireLane", "DueOn", "Severity" },
                filter: "[ArchivedAt] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Hazards_VerifiedOn_CommunityId",
                table: "Hazards",
                columns: new[] { "VerifiedOn", "CommunityId" },
                filter: "[ArchivedAt] IS NULL");
        }
    }
}
