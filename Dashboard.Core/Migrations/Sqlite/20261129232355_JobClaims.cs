using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JobClaims : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "CutOffs",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "HeartbeatAt",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Progress",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "StepAt",
                table: "ImportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "StepById",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "StepRights",
                table: "ImportRuns",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OwnCron",
                table: "ExportSchedules",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DueAt",
                table: "ExportRuns",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "At",
                table: "ExportDeliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_State_StepAt",
                table: "ImportRuns",
                columns: new[] { "State", "StepAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ExportRuns_DueAt_ScheduleId",
                table: "ExportRuns",
                columns: new[] { "DueAt", "ScheduleId" },
                unique: true,
                filter: "[DueAt] IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_ImportRuns_State_StepAt",
                table: "ImportRuns");

            migrationBuilder.DropIndex(
                name: "IX_ExportRuns_DueAt_ScheduleId",
                table: "ExportRuns");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "CutOffs",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "HeartbeatAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Progress",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "StepAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "StepById",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "StepRights",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "OwnCron",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "ExportRuns");

            migrationBuilder.DropColumn(
                name: "At",
                table: "ExportDeliveries");
        }
    }
}
