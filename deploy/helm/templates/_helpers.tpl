{{- define "romantik.labels" -}}
app.kubernetes.io/name: romantik
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "romantik.chosen" -}}
app.kubernetes.io/name: romantik
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "romantik.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{/* What every pod of the portal has: nobody's rights, a root that nothing writes to, one folder. */}}
{{- define "romantik.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "romantik.shut" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "romantik.container" -}}
image: {{ include "romantik.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext: {{- include "romantik.shut" . | nindent 2 }}
envFrom:
  - configMapRef: {name: {{ .Release.Name }}-settings}
  - secretRef: {name: {{ .Values.secret }}}
volumeMounts:
  - {name: private, mountPath: /data/private}
  - {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "romantik.volumes" -}}
- name: private
  persistentVolumeClaim: {claimName: {{ .Release.Name }}-private}
- name: tmp
  emptyDir: {sizeLimit: 1Gi}
{{- end }}

{{/* Pods of one part stay apart, so that a node takes one of them along at most. */}}
{{- define "romantik.apart" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "romantik.chosen" . | nindent 8 }}
{{- end }}
