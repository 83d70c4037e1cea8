using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StatesWithOwners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_ClosedOn_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_HostTurns_MeetingId",
                table: "HostTurns");

            migrationBuilder.AddColumn<DateOnly>(
                name: "OfferedOn",
                table: "Petitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OfferedToId",
                table: "Petitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SettledOn",
                table: "Petitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SettledOn",
                table: "PetitionRounds",
                type: "TEXT",
                nullable: true);

            // What a content resident has settled waits for nobody; everything else that was closed does.
            migrationBuilder.Sql(
                "UPDATE Petitions SET SettledOn = CallBackOn WHERE ClosedOn IS NOT NULL AND CallBackResolved = 1 "
                + "AND Satisfaction IN ('Satisfied', 'MostlySatisfied')");

            migrationBuilder.Sql(
                "UPDATE PetitionRounds SET SettledOn = CallBackOn WHERE ClosedOn IS NOT NULL AND CallBackResolved = 1 "
                + "AND Satisfaction IN ('Satisfied', 'MostlySatisfied')");

            migrationBuilder.CreateIndex(
                name: "IX_Projects_DoneOn_CommunityId_Stage_StartedOn_ArchivedAt",
                table: "Projects",
                columns: new[] { "DoneOn", "CommunityId", "Stage", "StartedOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [DoneOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_IsJoint_ArchivedAt",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "DueOn", "Stage", "IsJoint", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_OfferedToId_OfferedOn_CommunityId_ArchivedAt",
                table: "Petitions",
                columns: new[] { "OfferedToId", "OfferedOn", "CommunityId", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [OfferedToId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_SettledOn_CommunityId_ClosedOn_Satisfaction_IsJoint_ArchivedAt",
                table: "Petitions",
                columns: new[] { "SettledOn", "CommunityId", "ClosedOn", "Satisfaction", "IsJoint", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NOT NULL AND [SettledOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HostTurns_MeetingId_CommunityId_Month_ArchivedAt",
                table: "HostTurns",
                columns: new[] { "MeetingId", "CommunityId", "Month", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [MeetingId] IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Projects_DoneOn_CommunityId_Stage_StartedOn_ArchivedAt",
                table: "Projects");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_IsJoint_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_OfferedToId_OfferedOn_CommunityId_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_Petitions_SettledOn_CommunityId_ClosedOn_Satisfaction_IsJoint_ArchivedAt",
                table: "Petitions");

            migrationBuilder.DropIndex(
                name: "IX_HostTurns_MeetingId_CommunityId_Month_ArchivedAt",
                table: "HostTurns");

            migrationBuilder.DropColumn(
                name: "OfferedOn",
                table: "Petitions");

            migrationBuilder.DropColumn(
                name: "OfferedToId",
                table: "Petitions");

            migrationBuilder.DropColumn(
                name: "SettledOn",
                table: "Petitions");

            migrationBuilder.DropColumn(
                name: "SettledOn",
                table: "PetitionRounds");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_CallBackOn_CommunityId_ClosedOn_ArchivedAt",
                table: "Petitions",
                columns: new[] { "CallBackOn", "CommunityId", "ClosedOn", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NOT NULL AND [CallBackOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Petitions_ClosedOn_CommunityId_DueOn_Stage_ArchivedAt",
                table: "Petitions",
                columns: new[] { "ClosedOn", "CommunityId", "DueOn", "Stage", "ArchivedAt" },
                filter: "[ArchivedAt] IS NULL AND [ClosedOn] IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_HostTurns_MeetingId",
                table: "HostTurns",
                column: "MeetingId");
        }
    }
}
