using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Covers",
                table: "ExportSchedules",
                type: "nvarchar(24)",
                maxLength: 24,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CoversFrom",
                table: "ExportSchedules",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "CoversTo",
                table: "ExportSchedules",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LastDueAt",
                table: "ExportSchedules",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LastRunId",
                table: "ExportSchedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OnlyAbove",
                table: "ExportSchedules",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OverdueOf",
                table: "ExportSchedules",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RecipientRoles",
                table: "ExportSchedules",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RhythmText",
                table: "ExportSchedules",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "OnlyAbove",
                table: "ExportRuns",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Overdue",
                table: "ExportRuns",
                type: "int",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Covers",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "CoversFrom",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "CoversTo",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "LastDueAt",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "LastRunId",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "OnlyAbove",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "OverdueOf",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "RecipientRoles",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "RhythmText",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "OnlyAbove",
                table: "ExportRuns");

            migrationBuilder.DropColumn(
                name: "Overdue",
                table: "ExportRuns");
        }
    }
}
