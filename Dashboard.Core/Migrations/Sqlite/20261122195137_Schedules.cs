using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Concentric.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Communities",
                table: "ExportSchedules",
                type: "TEXT",
                maxLength: 2000,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "KeepDays",
                table: "ExportSchedules",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Name",
                table: "ExportSchedules",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RemovedAt",
                table: "ExportSchedules",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "ExportSchedules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Communities",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "KeepDays",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "Name",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "ExportSchedules");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "ExportSchedules");
        }
    }
}
